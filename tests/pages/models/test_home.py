"""Languages of a portal are data (T11)."""

import pytest
from django.conf import settings
from wagtail.models import Locale

from cms.pages.models import HomePage
from sites.models import PortalLanguage
from sites.services import announce_portal_changed
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

KNOWN = ["vi", "en", "fr", "zh-hans", "zh-hant", "ja", "ko", "km"]


def test_the_house_knows_eight_languages_and_speaks_vietnamese() -> None:
    assert [code for code, _name in settings.LANGUAGES] == KNOWN
    assert settings.WAGTAIL_CONTENT_LANGUAGES == settings.LANGUAGES
    assert settings.LANGUAGE_CODE == "vi"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.mark.parametrize("code", KNOWN[1:])
def test_a_language_is_added_without_a_migration(
    living: Living, reader: Reader, code: str
) -> None:
    """A row enables it; until then it is not found, even with a home."""
    Locale.objects.filter(language_code=code).delete()
    home = living.home.copy_for_translation(Locale.objects.create(language_code=code))
    publish(home)
    assert reader.get(living.host, f"/{code}/").status_code == 404
    PortalLanguage.objects.create(portal=living.portal, locale=locale(code))
    announce_portal_changed(portal_id=living.portal.pk)
    response = reader.get(living.host, f"/{code}/")
    assert response.status_code == 200
    assert f'lang="{code}"' in response.content.decode().lower()


def test_an_unknown_language_is_not_found(living: Living, reader: Reader) -> None:
    for code in ("de", "xx", "zz-hans"):
        assert reader.get(living.host, f"/{code}/").status_code == 404


def test_a_home_may_be_translated_once_per_language(living: Living) -> None:
    living.home.copy_for_translation(locale("en"))
    with pytest.raises(Exception, match=r"(?i)slug|unique"):
        living.home.copy_for_translation(locale("en"))
    assert HomePage.objects.child_of(living.folder).count() == 2

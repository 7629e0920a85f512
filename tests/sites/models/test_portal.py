"""Portals: one site, one unit, one canonical hostname, one default language."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from sites.models import PortalHostname, PortalLanguage
from tests.factories.portals import Living, living_portal, locale
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host="a.localhost")


def test_a_portal_is_called_by_its_units_name(living: Living) -> None:
    assert str(living.portal) == living.unit.name
    assert living.portal.plan == {}


def test_a_unit_with_a_portal_cannot_be_deleted(living: Living) -> None:
    with pytest.raises(ProtectedError):
        living.unit.delete()
    assert living.refresh().unit == living.unit


def test_a_hostname_is_stored_in_small_letters_without_a_final_dot(
    living: Living,
) -> None:
    made = PortalHostname.objects.create(portal=living.portal, hostname="B.LocalHost.")
    assert made.hostname == "b.localhost"
    assert str(made) == "b.localhost"


def test_a_hostname_is_one_portals(living: Living) -> None:
    other = living_portal()
    with pytest.raises(IntegrityError), transaction.atomic():
        PortalHostname.objects.create(portal=other.portal, hostname="A.localhost")
    assert PortalHostname.objects.portal_at("a.localhost") == living.portal.pk


def test_one_hostname_is_canonical_and_comes_first(living: Living) -> None:
    second = PortalHostname.objects.create(portal=living.portal, hostname="0.localhost")
    assert [one.hostname for one in living.portal.hostnames.all()] == [
        "a.localhost",
        "0.localhost",
    ]
    second.is_canonical = True
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert PortalHostname.objects.canonical_of(living.portal.pk) == "a.localhost"


@pytest.mark.parametrize("name", ["a", "a-b.gov.vn", "1.localhost", "a" * 63])
def test_a_hostname_may_be(living: Living, name: str) -> None:
    PortalHostname(portal=living.portal, hostname=name).full_clean()


@pytest.mark.parametrize(
    "name",
    [
        "-a.vn",
        "a-.vn",
        "a..vn",
        "a_b.vn",
        "a b",
        "đình.vn",
        "A.vn",
        "a.vn:80",
        "a" * 64,
    ],
)
def test_a_hostname_may_not_be(living: Living, name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        PortalHostname(portal=living.portal, hostname=name).full_clean()
    assert set(refusal.value.error_dict) == {"hostname"}


def test_a_language_is_enabled_once_and_one_is_the_default(living: Living) -> None:
    assert [str(one) for one in living.portal.languages.all()] == [
        "Tiếng Việt",
        "English",
    ]
    rows = PortalLanguage.objects.filter(portal=living.portal)
    with pytest.raises(IntegrityError), transaction.atomic():
        PortalLanguage.objects.create(portal=living.portal, locale=locale("en"))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(is_default=True)
    assert rows.get(is_default=True).locale == locale("vi")


def test_a_language_in_use_cannot_be_deleted(living: Living) -> None:
    with pytest.raises(ProtectedError):
        locale("en").delete()


@pytest.mark.parametrize("code", ["fr", "zh-hans", "zh-hant", "ja", "ko", "km"])
def test_a_language_is_data(code: str) -> None:
    """T11: no migration adds a language, only a row does."""
    living = living_portal("vi", code)
    assert living.in_language(code).locale.language_code == code

"""A portal's own colours are refused where they can't be read."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sites.models import Branding
from sites.theming import THEMES
from tests.factories.portals import living_portal
from tests.factories.publishing import store
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def branding() -> Branding:
    branding: Branding = living_portal().portal.brandings.get()
    return branding


def test_a_portal_has_one_branding(branding: Branding) -> None:
    assert str(branding) == "Tờ báo của tỉnh · Hà Nội"
    with pytest.raises(IntegrityError), transaction.atomic():
        store(Branding(portal=branding.portal, theme="ca-mau"))


def test_readable_accents_are_accepted(branding: Branding) -> None:
    branding.accent_light, branding.accent_dark = "#00509e", "#8ec7ff"
    branding.full_clean()


def test_no_accent_is_the_themes_own(branding: Branding) -> None:
    branding.full_clean()
    assert (branding.accent_light, branding.accent_dark) == ("", "")


def test_a_pale_accent_is_refused_with_the_surfaces_it_fails_on(
    branding: Branding,
) -> None:
    branding.accent_light = "#767676"  # passes on white, not on the tinted panel
    with pytest.raises(ValidationError) as refusal:
        branding.full_clean()
    assert set(refusal.value.error_dict) == {"accent_light"}
    message = refusal.value.messages[0]
    assert THEMES["ha-noi"].light[1] in message
    assert THEMES["ha-noi"].light[0] not in message


def test_both_schemes_are_checked(branding: Branding) -> None:
    branding.accent_light, branding.accent_dark = "#ffffff", "#000000"
    with pytest.raises(ValidationError) as refusal:
        branding.full_clean()
    assert set(refusal.value.error_dict) == {"accent_light", "accent_dark"}


@pytest.mark.parametrize("colour", ["red", "#FFF000", "#fff", "#12345g", "b52018"])
def test_a_colour_is_six_small_hexadecimal_digits(
    branding: Branding, colour: str
) -> None:
    branding.accent_light = colour
    with pytest.raises(ValidationError) as refusal:
        branding.full_clean()
    assert set(refusal.value.error_dict) == {"accent_light"}

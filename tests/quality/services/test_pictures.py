"""What is said of a picture, and consents with their days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from cms.quality.models import Consent, PictureDeclaration
from cms.quality.services.pictures import declare_picture, end_consent, record_consent
from cms.users.models import User
from media_library.models import Image
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    made: Image = ImageFactory.create()
    return made


def filled(**values: object) -> Consent:
    usual = {"given_by": "Bà Tư", "given_on": date(2026, 11, 1), "document": "Giấy 1"}
    return Consent(**{**usual, "scope": "Tin này", "child_agrees": True, **values})


def test_a_declaration_is_about_the_bytes_of_today(
    image: Image, editor: User, keeper: User
) -> None:
    declare_picture(image=image, children="some", territory="", actor=editor)
    declare_picture(image=image, children="none", territory="whole", actor=keeper)
    (said,) = PictureDeclaration.objects.all()
    assert (said.children, said.territory, said.declared_by) == (
        "none",
        "whole",
        keeper,
    )
    assert said.sha256 == image.sha256
    assert ModelLogEntry.objects.filter(action="dinh.declare_picture").count() == 2


def test_a_consent_is_kept_with_who_wrote_it_down(image: Image, editor: User) -> None:
    consent = record_consent(consent=filled(), image=image, actor=editor)
    assert (consent.image, consent.recorded_by) == (image, editor)
    assert Consent.objects.in_force(date(2026, 11, 1)).get() == consent
    assert not Consent.objects.in_force(date(2026, 10, 31))


def test_a_consent_that_ends_before_it_begins_is_refused(
    image: Image, editor: User
) -> None:
    with pytest.raises(ValidationError):
        record_consent(
            consent=filled(ends_on=date(2026, 10, 1)), image=image, actor=editor
        )
    assert not Consent.objects.exists()


def test_a_consent_ends_on_the_day_it_was_withdrawn(image: Image, editor: User) -> None:
    consent = record_consent(consent=filled(), image=image, actor=editor)
    end_consent(consent=consent, on=date(2026, 11, 5), actor=editor)
    assert Consent.objects.in_force(date(2026, 11, 5)).exists()
    assert not Consent.objects.in_force(date(2026, 11, 6))
    for day in (date(2026, 10, 31), date(2026, 11, 5), date(2026, 11, 9)):
        with pytest.raises(ValidationError):
            end_consent(consent=consent, on=day, actor=editor)
    consent.refresh_from_db()
    assert consent.ends_on == date(2026, 11, 5)

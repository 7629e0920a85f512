"""Whom a signed link lets in."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from cms.moderation.models import Case, Consultation
from cms.moderation.passes import SALT, consultation_of, pass_of
from cms.moderation.services import ask_outside
from cms.news.models import NewsPage
from tests.factories.moderation import Board, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(desk: Board, case: Case) -> list[Consultation]:
    until = timezone.now() + timedelta(days=1)
    return [
        ask_outside(case=case, actor=desk.editor, name=name, expires_at=until)
        for name in ("TS. Lê Văn Hòa", "Danh Hữu Lộc")
    ]


def test_each_link_is_one_persons(asked: list[Consultation]) -> None:
    assert [consultation_of(pass_of(one)) for one in asked] == asked


def test_a_forged_link_or_one_of_nobody_lets_nobody_in(
    asked: list[Consultation],
) -> None:
    assert consultation_of(signing.dumps(asked[0].pk, salt="other")) is None
    assert consultation_of(signing.dumps(0, salt=SALT)) is None
    assert consultation_of("") is None


@pytest.mark.parametrize("secret", ["is_spokesperson", "embargo_until"])
def test_what_became_a_secret_is_read_by_nobody_outside(
    page: NewsPage, asked: list[Consultation], secret: str
) -> None:
    record = record_of(page)
    record.is_spokesperson = secret == "is_spokesperson"
    if secret == "embargo_until":
        record.embargo_until = timezone.now() + timedelta(hours=1)
    record.save()
    assert [consultation_of(pass_of(one)) for one in asked] == [None, None]

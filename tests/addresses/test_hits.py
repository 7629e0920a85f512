"""Hits are counted after the answer, and never stand in its way."""

import pytest
from django.db import OperationalError
from django.utils import timezone

from cms.addresses import hits
from cms.addresses.hits import MOST_RULES, Tally, tally
from cms.addresses.models import AddressRule
from tests.addresses.conftest import HOST
from tests.factories.addresses import old_address
from tests.factories.portals import Living
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def rule(living: Living) -> AddressRule:
    return old_address(living.portal, "/a.aspx", "/tin-tuc/")


def counted(rule: AddressRule) -> tuple[int, object]:
    return AddressRule.objects.values_list("hits", "last_hit_on").get(pk=rule.pk)


def test_a_hit_is_written_once_the_answer_is_out(
    rule: AddressRule, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "WRITE_SECONDS", 0.0)
    for _time in range(3):
        assert reader.get(HOST, "/a.aspx").status_code == 301
    assert counted(rule) == (3, timezone.localdate())


def test_under_load_hits_are_written_together(
    rule: AddressRule, living: Living, reader: Reader
) -> None:
    gone = old_address(living.portal, "/bo")
    for _time in range(5):
        reader.get(HOST, "/a.aspx")
        reader.get(HOST, "/bo")
    assert counted(rule) == (0, None)
    tally.write()
    assert counted(rule)[0] == counted(gone)[0] == 5
    tally.write()
    assert counted(rule)[0] == 5


def test_what_is_not_found_is_no_hit(rule: AddressRule, reader: Reader) -> None:
    reader.get(HOST, "/b.aspx")
    reader.get(HOST, "/tin-tuc/")
    tally.write()
    assert counted(rule) == (0, None)


def test_a_database_that_refuses_loses_no_answer_and_no_hit(
    rule: AddressRule, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(hits: dict[int, int]) -> None:
        raise OperationalError

    monkeypatch.setattr(hits, "WRITE_SECONDS", 0.0)
    with monkeypatch.context() as away:
        away.setattr(hits, "add_hits", refuse)
        assert reader.get(HOST, "/a.aspx").status_code == 301
    assert counted(rule) == (0, None)
    assert reader.get(HOST, "/a.aspx").status_code == 301
    assert counted(rule)[0] == 2


def test_a_rule_that_was_deleted_meanwhile_is_passed_over(rule: AddressRule) -> None:
    tally.note(rule.pk)
    rule.delete()
    tally.write()
    assert not tally.is_due()


def test_what_is_tallied_is_bounded() -> None:
    full = Tally()
    for number in range(MOST_RULES + 10):
        full.note(number)
    assert len(full._hits) == MOST_RULES

"""Places per sender and hour."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches

from cms.core.limits import Allowance, network_of

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

NOW = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
TWO = Allowance("two", 2)


def test_places_are_taken_and_not_given_back() -> None:
    assert [TWO.take("203.0.113.1", NOW) for _time in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert TWO.is_spent("203.0.113.1", NOW)
    assert not TWO.is_spent("203.0.113.2", NOW)
    assert not Allowance("other", 2).is_spent("203.0.113.1", NOW)
    assert not TWO.is_spent("203.0.113.1", NOW + timedelta(minutes=30))


def test_two_requests_at_one_moment_never_share_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both saw the same free places before either took one."""
    security = caches["security"]
    for _time in range(2):
        monkeypatch.setattr(security, "get_many", lambda keys: {}, raising=True)
        assert TWO.take("203.0.113.1", NOW)
    monkeypatch.undo()
    assert TWO.is_spent("203.0.113.1", NOW)


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [
        ("203.0.113.7", "::ffff:203.0.113.7", "203.0.113.8"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ("", "not an address", "127.0.0.1"),
    ],
)
def test_what_counts_as_one_sender(address: str, same: str, other: str) -> None:
    assert network_of(address) == network_of(same) != network_of(other)

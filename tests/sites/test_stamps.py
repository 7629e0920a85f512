"""Counters that tell processes when to look again."""

import pytest

from sites import stamps
from sites.models import Stamp

pytestmark = pytest.mark.django_db


def test_a_counter_that_was_never_raised_is_zero() -> None:
    assert stamps.read("a", "b") == (0, 0)


def test_counters_come_in_the_order_asked() -> None:
    stamps.raise_stamp("a")
    stamps.raise_stamp("b")
    stamps.raise_stamp("b")
    assert stamps.read("b", "c", "a") == (2, 0, 1)
    assert str(Stamp.objects.get(name="b")) == "b: 2"


def test_each_portal_has_a_counter_of_its_own() -> None:
    assert stamps.portal_stamp(7) == "portal:7"

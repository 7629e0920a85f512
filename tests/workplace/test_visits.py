"""A new view of the administration has to be visited before it is taken."""

from typing import Any

import pytest
from django.urls import NoReverseMatch

from tests.workplace.visits import NOT_VISITED, address_of, views

pytestmark = pytest.mark.django_db


def test_every_view_has_a_visit(known: dict[str, Any]) -> None:
    unknown = []
    for view in views():
        try:
            _address = view.is_left_out or address_of(view, known)
        except (KeyError, NoReverseMatch) as fault:
            unknown.append(f"{view.name}: {fault!r}"[:200])
    assert not unknown, "\n".join(unknown)


def test_what_is_left_out_exists() -> None:
    names = [view.name for view in views()]
    gone = [part for part in NOT_VISITED if not any(part in name for name in names)]
    assert len(names) > 200
    assert not gone

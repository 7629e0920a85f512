"""No door to a reader that the reference does not name, and none that is gone."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.doors.callers import callers, writers_of_words
from tests.doors.listed import addresses, commands, deeds, names, told

FOUND: dict[str, Callable[[], set[str]]] = {
    "Addresses": addresses,
    "Deeds of lists and of the API": deeds,
    "Commands": commands,
    "Callers": callers,
    "Words outside pages": writers_of_words,
}


@pytest.mark.parametrize(("heading", "found"), FOUND.items(), ids=FOUND)
def test_the_reference_names_each_door(
    heading: str, found: Callable[[], set[str]]
) -> None:
    assert set(told(heading)) == found()
    assert all(told(heading).values())


@pytest.mark.parametrize("heading", FOUND)
def test_each_door_stands_there_once(heading: str) -> None:
    twice = [name for name, times in Counter(names(heading)).items() if times > 1]
    assert twice == []


def test_there_is_something_to_find() -> None:
    assert "cms/provisioning/composition.py: release" in callers()
    assert {"api: publish", "list: delete"} <= deeds()
    assert {"publish_scheduled", "load_demo"} <= commands()
    assert "wagtailadmin_pages:unpublish" in addresses()


def test_lists_of_pages_publish_nothing() -> None:
    assert {"list: publish", "list: unpublish"}.isdisjoint(deeds())

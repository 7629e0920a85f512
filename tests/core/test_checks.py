"""Faulty installations say what is wrong (dinh.E001 to E004)."""

from collections.abc import Callable

import pytest
from django.conf import settings as house
from django.core.checks import ERROR, CheckMessage, registry
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from cms.settings.env import Fault


class Installation:
    """The house's settings with some of them changed.

    A stand-in: changing the applications of the running process would start them
    anew.
    """

    def __init__(self, **changes: object) -> None:
        self.__dict__.update(changes)

    def __getattr__(self, name: str) -> object:
        return getattr(house, name)


Look = Callable[..., list[CheckMessage]]
APPS = [name for name in house.INSTALLED_APPS if name != "cms.demo"]
REAL = {"DEMO_ALLOWED": False, "DEMO_LOGIN": False, "INSTALLED_APPS": APPS}
FAULTS: dict[str, dict[str, object]] = {
    "dinh.E001": {"SETTINGS_FAULTS": [Fault("SECRET_KEY", "is not set")]},
    "dinh.E002": {"DEMO_ALLOWED": False},
    "dinh.E003": {"WAGTAIL_PAGE_MODEL": "pages.HomePage"},
    "dinh.E004": {"HOUSE_HOSTS": []},
}


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Return a function that runs our registered checks on a changed installation."""
    registered = [
        check
        for check in registry.registry.get_checks(include_deployment_checks=True)
        if check.__module__ == "cms.core.checks"
    ]

    def run(**changes: object) -> list[CheckMessage]:
        monkeypatch.setattr("cms.core.checks.settings", Installation(**changes))
        return [message for check in registered for message in check(None)]  # type: ignore[call-arg]

    return run


def test_a_whole_installation_has_nothing_to_say(look: Look) -> None:
    assert look() == []
    assert look(**REAL) == []


@pytest.mark.parametrize(("code", "changes"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_found_and_tells_how_to_mend_it(
    look: Look, code: str, changes: dict[str, object]
) -> None:
    (message,) = look(**changes)
    assert (message.id, message.level) == (code, ERROR)
    assert message.hint


def test_the_own_page_model_by_its_name_is_no_swap(look: Look) -> None:
    assert look(WAGTAIL_PAGE_MODEL="wagtailcore.Page") == []


def test_every_setting_that_cannot_be_read_is_named(look: Look) -> None:
    faults = [
        Fault("SECRET_KEY", "is not set"),
        Fault("PORT", "must be a whole number, not “x”"),
    ]
    assert [message.msg for message in look(SETTINGS_FAULTS=faults)] == [
        "SECRET_KEY is not set.",
        "PORT must be a whole number, not “x”.",
    ]


@pytest.mark.parametrize(
    "half", [{"DEMO_LOGIN": True}, {"INSTALLED_APPS": ["cms.demo", *APPS]}]
)
def test_either_half_of_the_demonstration_is_too_much(
    look: Look, half: dict[str, object]
) -> None:
    assert [message.id for message in look(**{**REAL, **half})] == ["dinh.E002"]


def test_a_faulty_installation_does_not_start(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(SystemCheckError, match=r"dinh\.E002"):
        call_command("check")

"""``manage.py check_health``: what a timer runs every day."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.health.models import Check
from cms.health.running import BusyError
from cms.health.states import Kind
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db


def said(*args: str) -> list[str]:
    out = StringIO()
    call_command("check_health", *args, stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_it_did(db: None) -> None:
    living_portal(host="cong.localhost")  # a reserved name: nobody is asked
    lines = said()
    assert lines[0].startswith("Pages read: ")
    assert lines[1:] == ["Asked: 3 (3 unknown)", "Letters sent: 0"]
    assert said()[1] == "Asked: 0 (nothing)"
    assert said("--again", "--only", "dns, certificate")[1] == "Asked: 2 (2 unknown)"


@pytest.mark.parametrize("typed", ["khac.localhost", "KHAC.localhost", "code"])
def test_one_portal_by_hostname_or_code(typed: str) -> None:
    living_portal(host="cong.localhost")
    other = living_portal(host="khac.localhost")
    said("--portal", other.unit.code if typed == "code" else typed, "--only", "dns")
    asked = Check.objects.exclude(asked_at=None)
    assert [(check.kind, check.portal) for check in asked] == [(Kind.DNS, other.portal)]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--portal", "khong-co"], "There is no portal “khong-co”"),
        (["--only", "dns,links"], "not “links”"),
        (["--only", ","], "--only knows dns, certificate"),
    ],
)
def test_what_nobody_knows_is_refused(
    living: Living, args: list[str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        said(*args)
    assert Check.objects.count() == 0


def test_a_second_run_at_the_same_time_says_so(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(run: Any) -> None:
        raise BusyError

    monkeypatch.setattr(
        "cms.health.management.commands.check_health.check_health", busy
    )
    with pytest.raises(CommandError, match="Another check is on its way"):
        said()

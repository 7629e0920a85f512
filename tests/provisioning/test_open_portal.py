"""``manage.py open_portal``: what it prints and how it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from cms.provisioning.management.commands.open_portal import Command
from sites.models import Portal
from tests.provisioning.samples import (
    LINES,
    MANY,
    PLACES_OF_MANY,
    SPEC,
    line_of,
    spoilt,
)
from tests.provisioning.tables import all_rows, difference

pytestmark = pytest.mark.django_db


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    return written(tmp_path, SPEC)


def written(folder: Path, text: str, name: str = "thu-vien.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(*arguments: str | Path) -> list[str]:
    """Run the command; return the lines it prints."""
    output = StringIO()
    call_command("open_portal", *map(str, arguments), stdout=output)
    return output.getvalue().splitlines()


def test_it_tells_the_file_the_unit_and_every_change(spec: Path) -> None:
    assert told(spec) == [
        "thu-vien.yaml · Thư viện tỉnh",
        *(f"  {line}" for line in LINES),
    ]


def test_a_second_run_says_that_there_is_nothing_to_change(spec: Path) -> None:
    told(spec)
    before = all_rows()
    assert told(spec) == [
        "thu-vien.yaml · Thư viện tỉnh",
        "  Nothing to change: everything is so already.",
    ]
    assert difference(before, all_rows()) == {}


def test_a_dry_run_shows_the_plan_and_changes_nothing(spec: Path) -> None:
    before = all_rows()
    assert told(spec, "--dry-run") == [
        "thu-vien.yaml · Thư viện tỉnh",
        *(f"  {line}" for line in LINES),
        "  This is the plan; nothing was changed.",
    ]
    assert difference(before, all_rows()) == {}


def refusal(*arguments: str | Path) -> str:
    """Run the command, which must refuse and write nothing; return what it says."""
    before = all_rows()
    with pytest.raises(CommandError) as refused:
        told(*arguments)
    assert refused.value.returncode == 1
    assert difference(before, all_rows()) == {}
    return str(refused.value)


def test_all_faults_are_listed_with_their_places(tmp_path: Path) -> None:
    path = written(tmp_path, MANY)
    head, *lines = refusal(path).splitlines()
    number = len(PLACES_OF_MANY)
    assert head == f"{path}: {number} fault(s), nothing was created."
    assert len(lines) == number
    assert lines[0] == (
        "  line 2, unit.code: Enter a valid “slug” consisting of letters, numbers, "
        "underscores or hyphens."
    )
    for line, (place, _words) in zip(lines, PLACES_OF_MANY, strict=True):
        assert f", {place}: " in line


def test_a_conflict_is_listed_like_a_fault(tmp_path: Path) -> None:
    text = spoilt(("  parent: so-van-hoa\n", "  parent: so-la\n"))
    path = written(tmp_path, text)
    assert refusal(path) == (
        f"{path}: 1 fault(s), nothing was created.\n"
        "  line 9, unit.parent: the unit “so-la” is not known; open or name it first"
    )


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "khong-co.yaml"
    assert refusal(path) == (
        f"{path} can't be read: [Errno 2] No such file or directory: '{path}'"
    )


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cu.yaml"
    path.write_bytes("unit: Đà Nẵng".encode("utf-16"))
    assert refusal(path).startswith(f"{path} can't be read: 'utf-8' codec")


def test_what_the_models_refuse_is_told_without_a_traceback(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sites.services.missing_owner_facts", lambda portal: ["phone"])
    assert refusal(spec) == f"{spec}: The portal can't open; missing: phone."


def test_several_specifications_are_opened_one_after_the_other(tmp_path: Path) -> None:
    first = written(tmp_path, SPEC)
    second = written(tmp_path, spoilt(("theme: tay-ninh", "theme: hue")), "hai.yaml")
    with pytest.raises(CommandError):
        told(first, second)
    assert Portal.objects.count() == 1


def test_it_exits_with_one_and_speaks_to_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = spoilt(("theme: tay-ninh", "theme: hue"))
    path, line = written(tmp_path, text), line_of(text, "theme: hue")
    with pytest.raises(SystemExit) as exit_code:
        run(Command(), path)
    assert exit_code.value.code == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"line {line}, portal.theme: “hue” is not one of ha-noi" in printed.err


def test_it_exits_with_nothing_when_all_is_well(
    spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(Command(), spec)
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "thu-vien.yaml · Thư viện tỉnh"
    assert printed.err == ""


def run(command: BaseCommand, path: Path) -> None:
    """Run a command as ``manage.py`` does."""
    command.run_from_argv(["manage.py", "open_portal", str(path), "--no-color"])

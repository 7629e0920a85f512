"""The three commands, on a real database, in the words an operator reads."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.audit import heads, keys
from cms.audit.kinds import Kind
from cms.audit.models import ChainHead, SecurityEntry
from cms.audit.services import record, sign_head
from tests.audit.conftest import tampering

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def run(command: str, **options: object) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue().strip()


def found() -> list[str]:
    """Return the faults that ``verify_log`` prints before it ends with status 1."""
    errors = StringIO()
    with pytest.raises(CommandError, match="Nhật ký an ninh không toàn vẹn"):
        call_command("verify_log", stderr=errors)
    return errors.getvalue().splitlines()


@pytest.fixture
def log(folder: Path) -> None:
    """Three entries, a signature, the entry about it, and one more."""
    for _time in range(3):
        record(kind=Kind.EXPORTED)
    sign_head()
    record(kind=Kind.REFUSED)


def test_a_whole_log(log: None) -> None:
    assert run("verify_log") == "Nhật ký an ninh toàn vẹn: 5 mục."


def test_a_log_nobody_wrote_in(folder: Path) -> None:
    assert run("verify_log") == "Nhật ký an ninh toàn vẹn: 0 mục."
    assert run("sign_log") == "Nhật ký còn trống, chưa có gì để ký."
    assert run("trim_log") == "Đã xóa 0 mục cũ."


def test_a_changed_row(log: None) -> None:
    with tampering():
        SecurityEntry.objects.filter(number=2).update(facts={"path": "/"})
    assert found() == ["Mục 2 đã bị sửa."]


def test_a_removed_row(log: None) -> None:
    with tampering():
        SecurityEntry.objects.filter(number=2).delete()
    assert found() == ["Thiếu mục 2."]


def test_a_removed_tail_with_its_head(log: None) -> None:
    with tampering():
        SecurityEntry.objects.filter(number__gte=3).delete()
        digest = SecurityEntry.objects.hash_of(2)
        ChainHead.objects.update(number=2, hash=digest)
    assert found() == ["Thiếu mục 3."]


def test_a_log_emptied_with_its_head(log: None) -> None:
    with tampering():
        SecurityEntry.objects.all().delete()
        ChainHead.objects.all().delete()
    assert found() == ["Thiếu đầu nhật ký.", "Thiếu các mục từ 1 đến 3."]


def test_a_removed_signature(log: None, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert found()[0] == "Mục 4 ghi chữ ký thứ 1 nhưng chữ ký đó không còn."


def test_a_wrong_signature(log: None, folder: Path) -> None:
    (file,) = folder.iterdir()
    file.write_text(file.read_text().replace('"number":3', '"number":2'))
    assert found()[0] == "Chữ ký thứ 1 sai: dòng của nó đã bị sửa."


def test_guards_that_are_off(log: None) -> None:
    with tampering():
        off = found()
    assert "Chốt bảo vệ audit_entry_stays của cơ sở dữ liệu đang tắt." in off


def test_many_faults_are_not_all_listed(
    log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.audit.management.commands.verify_log.SHOWN", 1)
    with tampering():
        SecurityEntry.objects.update(address="203.0.113.9")
    assert found() == ["Mục 1 đã bị sửa.", "Còn những lỗi khác chưa liệt kê."]


def test_signing_by_hand(log: None) -> None:
    assert run("sign_log") == "Đã ký mục 5 bằng chữ ký thứ 2."
    assert [line.number for line in heads.read() if isinstance(line, heads.Line)] == [
        3,
        5,
    ]


def test_the_public_key_is_shown_and_nothing_signed(log: None) -> None:
    shown = run("sign_log", public_key=True)
    assert shown == keys.public_text(keys.signing_key())
    assert len(list(heads.read())) == 1


@pytest.mark.parametrize("command", ["sign_log", "trim_log"])
def test_a_dead_disk_ends_the_command(
    folder: Path, command: str, settings: Any
) -> None:
    folder.write_text("no folder")
    record(kind=Kind.EXPORTED)
    settings.SECURITY_LOG_DAYS = 0
    with pytest.raises(CommandError, match=f"Không ghi được vào {folder}"):
        run(command)
    assert SecurityEntry.objects.count() == 1

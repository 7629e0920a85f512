"""Any damage to the log is found, and the place is named.

The damage is done to rows in memory, as somebody would do it who owns the database and
can switch its guards off; ``management/commands/test_verify_log.py`` does some of it to
a real one.
"""

import copy
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localtime
from hypothesis import HealthCheck, given, settings, strategies as st

from cms.audit import heads, keys
from cms.audit.chain import GENESIS, entry_hash
from cms.audit.heads import ANCHOR, HEAD, Line, Torn
from cms.audit.kinds import Kind
from cms.audit.models import ChainHead, SecurityEntry
from cms.audit.verification import faults
from tests.audit.conftest import NOON, entry

SIZE = 8
SIGNED = 5  # and the entry after it tells so
COLUMNS = [field.attname for field in SecurityEntry._meta.concrete_fields]


class Log:
    """Eight entries, a signature of the fifth, and the head."""

    def __init__(self) -> None:
        self.entries: list[SecurityEntry] = []
        self.lines: list[Line | Torn] = []
        for number in range(1, SIZE + 1):
            self._add(number)
        self.head = ChainHead(pk=1, number=SIZE, hash=self.entries[-1].hash)

    def _add(self, number: int) -> None:
        told: dict[str, Any] = {"subject": f"tep-{number}.csv"}
        if number == SIGNED + 1:
            line = signature(1, GENESIS, HEAD, self.entries[-1])
            self.lines.append(line)
            told = {
                "kind": Kind.LOG_SIGNED.value,
                "facts": {"line": 1, "upto": SIGNED, "seal": line.seal()},
            }
        before = self.entries[-1].hash if self.entries else GENESIS
        self.entries.append(entry(number=number, previous=before, **told))

    def faults(self) -> list[str]:
        rows: Iterable[SecurityEntry] = sorted(self.entries, key=lambda row: row.number)
        return list(faults(rows, self.head, self.lines, keys.trusted()))

    def reseal(self, start: int = 1) -> None:
        """Compute every seal anew, as somebody would who knows how."""
        for number in range(start, len(self.entries) + 1):
            self._follow(number)
        last = self.entries[-1]
        self.head = ChainHead(pk=1, number=last.number, hash=last.hash)

    def _follow(self, number: int) -> None:
        row = self.entries[number - 1]
        row.previous = self.entries[number - 2].hash if number > 1 else GENESIS
        row.hash = entry_hash(row)


def signature(number: int, after: str, what: str, row: SecurityEntry) -> Line:
    key = keys.public_text(keys.signing_key())
    at = localtime(NOON).isoformat(timespec="seconds")
    line = Line(number, after, what, row.number, row.hash, at, key, "")
    return replace(line, signature=keys.sign(line.signed_text()))


WHOLE = Log()


@pytest.fixture
def log() -> Log:
    return copy.deepcopy(WHOLE)


def other_value(value: Any) -> Any:
    """Return a different value of the same kind."""
    if isinstance(value, str):
        return "x" + value[1:] if value[:1] not in {"", "x"} else value + "y"
    if isinstance(value, dict):
        return {**value, "path": "/"}
    if isinstance(value, int):
        return value + 90
    return value + timedelta(microseconds=1)


def test_a_whole_log_has_no_fault(log: Log) -> None:
    assert log.faults() == []


def test_an_empty_log_has_no_fault() -> None:
    assert list(faults([], ChainHead(pk=1), [], keys.trusted())) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", [0, 3, SIGNED, SIZE - 1])
def test_a_change_of_any_column_of_any_row_is_found(
    log: Log, column: str, place: int
) -> None:
    row = log.entries[place]
    setattr(row, column, other_value(getattr(row, column)))
    found = log.faults()
    assert found
    if column not in {"number", "previous"}:
        assert found[0] == f"Mục {place + 1} đã bị sửa."


@pytest.mark.parametrize("place", range(SIZE))
def test_a_removed_row_is_named(log: Log, place: int) -> None:
    del log.entries[place]
    assert f"Thiếu mục {place + 1}." in log.faults()


def test_a_removed_stretch_is_named(log: Log) -> None:
    del log.entries[1:4]
    assert log.faults()[0] == "Thiếu các mục từ 2 đến 4."


Damage = Callable[[Log], object]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_single_damage_goes_unnoticed(data: st.DataObject) -> None:
    """Change, remove, swap, repeat or rewrite something, anywhere: it is found."""
    log = copy.deepcopy(WHOLE)
    one, two = data.draw(
        st.lists(st.integers(0, SIZE - 1), min_size=2, max_size=2, unique=True)
    )
    kind = data.draw(st.sampled_from(["field", "removal", "swap", "content", "head"]))
    if kind == "field":
        column = data.draw(st.sampled_from(COLUMNS))
        before = getattr(log.entries[one], column)
        drawn = data.draw(like(before).filter(lambda value: value != before))
        setattr(log.entries[one], column, drawn)
    elif kind == "removal":
        del log.entries[one]
    elif kind == "swap":
        swap(log, one, two, ["number"])
    elif kind == "content":  # everything but what holds the chain together
        swap(log, one, two, ["number", "previous", "hash"])
    else:
        log.head.number = data.draw(st.integers(0, 99).filter(lambda n: n != SIZE))
    assert log.faults()


def like(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool | int):
        return st.integers(0, 10_000)
    if isinstance(value, str):
        return st.text(max_size=70)
    if isinstance(value, dict):
        return st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
    return st.datetimes(timezones=st.just(value.tzinfo))


def swap(log: Log, one: int, two: int, kept: list[str]) -> None:
    first, second = log.entries[one], log.entries[two]
    for column in COLUMNS:
        if column not in kept:
            ours, theirs = getattr(first, column), getattr(second, column)
            setattr(first, column, theirs)
            setattr(second, column, ours)


def test_a_row_sealed_anew_breaks_the_next(log: Log) -> None:
    log.entries[2].address = "203.0.113.9"
    log.entries[2].hash = entry_hash(log.entries[2])
    assert log.faults() == ["Mục 4 không nối tiếp mục 3: một trong hai đã bị thay."]


def test_a_last_row_sealed_anew_does_not_fit_the_head(log: Log) -> None:
    log.entries[-1].address = "203.0.113.9"
    log.entries[-1].hash = entry_hash(log.entries[-1])
    assert log.faults() == ["Đầu nhật ký không phải mục 8 là mục cuối cùng."]


def test_a_chain_sealed_anew_does_not_fit_the_signature(log: Log) -> None:
    log.entries[1].address = "203.0.113.9"
    log.reseal(2)
    assert log.faults() == ["Mục 5 hoặc một mục trước đó không đúng với bản đã ký."]


def test_a_tail_cut_off_with_its_head_does_not_fit_the_signature(log: Log) -> None:
    del log.entries[SIGNED - 1 :]
    log.reseal()
    assert log.faults() == ["Thiếu mục 5."]


def test_a_tail_cut_off_is_missed_by_the_head(log: Log) -> None:
    del log.entries[-2:]
    assert log.faults() == ["Thiếu các mục từ 7 đến 8."]


def test_a_head_that_stayed_behind_is_found(log: Log) -> None:
    log.head.number -= 1
    assert log.faults() == ["Đầu nhật ký không phải mục 8 là mục cuối cùng."]


def test_a_removed_signature_is_named(log: Log) -> None:
    log.lines.clear()
    assert log.faults() == [
        "Mục 6 ghi chữ ký thứ 1 nhưng chữ ký đó không còn.",
        "Nhật ký chưa được ký ngày 2026-11-21.",
    ]


def signed_twice(log: Log) -> None:
    first = log.lines[0]
    assert isinstance(first, Line)
    log.lines.append(signature(2, first.seal(), HEAD, log.entries[-1]))


def test_a_signature_taken_out_of_the_row_is_named(log: Log) -> None:
    signed_twice(log)
    assert log.faults() == []
    del log.lines[0]
    assert log.faults()[0] == "Thiếu chữ ký thứ 1: chữ ký thứ 2 đứng vào chỗ đó."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"hash": "f" * 64}, "Chữ ký thứ 1 sai: dòng của nó đã bị sửa."),
        ({"number": 4}, "Chữ ký thứ 1 sai: dòng của nó đã bị sửa."),
        ({"signature": "00" * 64}, "Chữ ký thứ 1 sai: dòng của nó đã bị sửa."),
        ({"signature": "không"}, "Chữ ký thứ 1 sai: dòng của nó đã bị sửa."),
        ({"key": "00" * 32}, "Chữ ký thứ 1 làm bằng khóa không được tin cậy."),
    ],
)
def test_a_changed_signature_is_named(
    log: Log, change: dict[str, Any], expected: str
) -> None:
    first = log.lines[0]
    assert isinstance(first, Line)
    log.lines[0] = replace(first, **change)
    assert log.faults()[0] == expected


def test_a_line_that_follows_another_one_is_found(log: Log) -> None:
    log.lines.append(signature(2, "e" * 64, HEAD, log.entries[-1]))
    assert log.faults() == ["Chữ ký thứ 2 không nối tiếp chữ ký trước đó."]


def test_a_torn_line_is_named(log: Log) -> None:
    log.lines.append(Torn("2026.jsonl", 2))
    assert log.faults() == ["Tệp chữ ký 2026.jsonl: không đọc được dòng 2."]


def test_a_key_that_was_exchanged_is_believed_while_it_is_named(
    log: Log, settings: Any
) -> None:
    public = keys.public_text(keys.signing_key())
    settings.SECRET_KEY = "another-one"
    assert log.faults()[0] == "Chữ ký thứ 1 làm bằng khóa không được tin cậy."
    settings.SECRET_KEY_FALLBACKS = ["tests-only"]
    assert log.faults() == []
    settings.SECRET_KEY_FALLBACKS = []
    settings.SECURITY_LOG_FORMER_KEYS = [public]
    assert log.faults() == []


def test_a_key_of_its_own_signs_instead_of_the_secret_key(settings: Any) -> None:
    by_secret_key = keys.public_text(keys.signing_key())
    settings.SECURITY_LOG_KEY = "of its own"
    own = keys.public_text(keys.signing_key())
    assert own != by_secret_key
    assert keys.trusted() == {own, by_secret_key}


def cut(log: Log, upto: int) -> None:
    """Take the beginning away as ``trim_log`` does."""
    first = log.lines[0]
    assert isinstance(first, Line)
    log.lines.append(signature(2, first.seal(), ANCHOR, log.entries[upto - 1]))
    del log.entries[:upto]


def test_a_log_that_was_cut_begins_at_the_signed_anchor(log: Log) -> None:
    cut(log, 3)
    assert log.faults() == []


def test_more_than_the_anchor_says_is_missed(log: Log) -> None:
    cut(log, 3)
    del log.entries[0]
    assert log.faults() == ["Thiếu mục 4."]


def test_a_beginning_that_was_exchanged_does_not_fit_the_anchor(log: Log) -> None:
    cut(log, 3)
    log.entries[0].previous = "d" * 64
    log.entries[0].hash = entry_hash(log.entries[0])
    assert log.faults()[0] == "Mục 4 không nối vào chỗ bắt đầu của nhật ký."


def test_a_beginning_without_an_anchor_is_missed(log: Log) -> None:
    del log.entries[:3]
    assert log.faults() == ["Thiếu các mục từ 1 đến 3."]


def test_a_day_without_a_signature_is_named(log: Log) -> None:
    log.entries[-1].happened_at += timedelta(days=1)
    log.reseal(SIZE)
    assert log.faults() == ["Nhật ký chưa được ký ngày 2026-11-22."]


def test_lines_are_read_as_they_were_written(folder: Path) -> None:
    one = heads.append(what=HEAD, number=1, digest="a" * 64)
    two = heads.append(what=ANCHOR, number=2, digest="b" * 64)
    assert list(heads.read()) == [one, two]
    assert (two.line, two.after) == (2, one.seal())
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "nicht", '{"line": "1"}', "\x00"], ids=repr
)
def test_what_is_no_line_is_torn(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "2026.jsonl").write_text(text + "\n")
    assert list(heads.read()) == [Torn("2026.jsonl", 1)]

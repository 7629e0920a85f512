"""Any damage to evidence is found, and the item and place are named."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import (
    HealthCheck,
    given,
    settings as hypothesis_settings,
    strategies as st,
)

from cms.audit import keys
from cms.audit.heads import Line, Torn
from cms.core.models import EditorialRecord
from cms.evidence.chain import GENESIS, entry_hash, remark_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry, Leaf, Remark
from cms.evidence.trees import leaf_digest, root_of
from cms.evidence.verification import chain_faults, line_faults, root_faults

pytestmark = pytest.mark.django_db  # an entry without a remark is asked for one

NOW = timezone.now()
SIZE = 5
COLUMNS = [
    field.attname
    for field in Entry._meta.concrete_fields
    if field.attname not in {"id", "record_id"}
]


def entry(record: EditorialRecord, number: int, previous: str) -> Entry:
    made = Entry(
        pk=record.pk * 100 + number,
        record=record,
        number=number,
        deed=Deed.RETURNED if number % 2 else Deed.SUBMITTED,
        happened_at=NOW,
        actor_id=3,
        actor_name="Trần Văn Bình",
        actor_position="Giám đốc",
        actor_unit="Sở Y tế",
        acting_for="",
        grounds="",
        language="vi",
        revision_id=7,
        content_hash="c" * 64,
        desk_hash="d" * 64,
        route_version=2,
        case=9,
        facts={"step": number},
        previous=previous,
    )
    if number % 2:
        made.remark_hash = remark_hash("ab", f"Ý kiến {number}")
        Remark(entry=made, salt="ab", text=f"Ý kiến {number}")
    seal(made)
    return made


def seal(made: Entry) -> None:
    made.hash = entry_hash(made.record.code, made)
    digest = leaf_digest(made.record.code, made.number, made.hash)
    made.leaf = Leaf(entry=made, digest=digest, line=1, place=0)


class Chains:
    """Two items of five entries each."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        for key, code in ((1, "aaaaaaaaaa"), (2, "bbbbbbbbbb")):
            record = EditorialRecord(pk=key, code=code)
            previous = GENESIS
            for number in range(1, SIZE + 1):
                self.entries.append(entry(record, number, previous))
                previous = self.entries[-1].hash

    def faults(self) -> list[str]:
        return list(chain_faults(self.entries, NOW))


@pytest.fixture
def chains() -> Chains:
    return Chains()


def test_whole_chains_have_no_fault(chains: Chains) -> None:
    assert chains.faults() == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", [0, 2, 9])
def test_a_change_of_any_column_of_any_entry_is_found(
    chains: Chains, column: str, place: int
) -> None:
    row = chains.entries[place]
    value = getattr(row, column)
    if isinstance(value, str):
        setattr(row, column, value + "x")
    elif isinstance(value, dict):
        row.facts = {**value, "step": 99}
    elif isinstance(value, int):
        setattr(row, column, value + 90)
    else:
        setattr(row, column, value + timedelta(microseconds=1))
    code, number = row.record.code, place % SIZE + 1
    found = chains.faults()
    assert any(f"Hồ sơ {code}: mục" in fault for fault in found)
    if column not in {"number", "previous", "hash"}:
        assert found[0] == f"Hồ sơ {code}: mục {number} đã bị sửa."


def test_a_removed_entry_is_named(chains: Chains) -> None:
    del chains.entries[6]
    assert chains.faults() == ["Hồ sơ bbbbbbbbbb: thiếu mục 2 trước mục 3."]


def test_an_entry_sealed_anew_breaks_the_next_and_its_place(chains: Chains) -> None:
    row = chains.entries[1]
    row.actor_name = "Ai đó"
    row.hash = entry_hash(row.record.code, row)
    assert chains.faults() == [
        "Hồ sơ aaaaaaaaaa: mục 2 không phải mục đã đưa vào ký.",
        (
            "Hồ sơ aaaaaaaaaa: mục 3 không nối tiếp mục trước đó: "
            "một trong hai đã bị thay."
        ),
    ]


def test_an_entry_of_another_item_does_not_fit(chains: Chains) -> None:
    chains.entries[4].record = chains.entries[5].record
    assert len(chains.faults()) >= 3


@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=st.integers(0, 2 * SIZE - 1), two=st.integers(0, 2 * SIZE - 1))
def test_exchanging_what_two_entries_say_is_found(one: int, two: int) -> None:
    chains = Chains()
    first, second = chains.entries[one], chains.entries[two]
    said = ("deed", "facts", "remark_hash")
    before = [getattr(first, name) for name in said]
    for name, value in zip(said, before, strict=True):
        setattr(first, name, getattr(second, name))
        setattr(second, name, value)
    is_same = one == two or before == [getattr(first, name) for name in said]
    assert bool(chains.faults()) is not is_same


def test_a_changed_remark_is_named(chains: Chains) -> None:
    chains.entries[2].words.text = "Tốt."
    assert chains.faults() == ["Hồ sơ aaaaaaaaaa: ý kiến ở mục 3 đã bị sửa."]


def wordless(row: Entry) -> None:
    row._state.fields_cache["words"] = None


def test_a_remark_that_is_gone_is_named(chains: Chains) -> None:
    wordless(chains.entries[4])
    wordless(chains.entries[7])
    assert chains.faults() == [
        "Hồ sơ aaaaaaaaaa: ý kiến ở mục 5 bị mất.",
        "Hồ sơ bbbbbbbbbb: ý kiến ở mục 3 bị mất.",
    ]


def purge(chains: Chains, place: int) -> None:
    row = chains.entries[place]
    row.deed = Deed.PURGED
    for number in range(place, place // SIZE * SIZE + SIZE):
        if number > place:
            chains.entries[number].previous = chains.entries[number - 1].hash
        seal(chains.entries[number])


def test_remarks_may_be_gone_before_a_purge_and_not_after(chains: Chains) -> None:
    wordless(chains.entries[0])
    purge(chains, 3)
    assert chains.faults() == []
    wordless(chains.entries[4])
    assert chains.faults() == ["Hồ sơ aaaaaaaaaa: ý kiến ở mục 5 bị mất."]


def test_an_entry_that_waits_too_long_for_its_signature_is_named(
    chains: Chains,
) -> None:
    for row in chains.entries:
        row.leaf.line = row.leaf.place = None
    assert chains.faults() == []
    assert list(chain_faults(chains.entries, NOW + timedelta(days=1))) == []
    late = list(chain_faults(chains.entries, NOW + timedelta(days=2)))
    assert late[0] == "Hồ sơ aaaaaaaaaa: mục 1 chưa được ký."
    assert len(late) == 2 * SIZE


def test_an_entry_that_was_never_put_forward_is_named(chains: Chains) -> None:
    chains.entries[3]._state.fields_cache["leaf"] = None
    assert chains.faults() == ["Hồ sơ aaaaaaaaaa: mục 4 chưa được ký."]


DIGESTS = [leaf_digest("aaaaaaaaaa", number, "ab") for number in range(6)]


def line(number: int, digests: list[str], after: str = GENESIS, **values: str) -> Line:
    key = keys.public_text(keys.signing_key())
    told = {"what": "evidence", "hash": root_of(digests), "key": key} | values
    unsigned = Line(
        line=number,
        after=after,
        number=len(digests),
        at="2026-11-21T00:00:00+07:00",
        signature="",
        **told,
    )
    text = unsigned.signed_text()
    return Line(**{**vars(unsigned), "signature": keys.sign(text)})


FIRST = line(1, DIGESTS[:4])
SECOND = line(2, DIGESTS[4:], FIRST.seal())
PLACED = [*((1, digest) for digest in DIGESTS[:4]), *((2, one) for one in DIGESTS[4:])]


def judged(lines: list[Line | Torn], placed: list[tuple[int, str]]) -> list[str]:
    signed, faults = line_faults(lines, keys.trusted())
    return [*faults, *root_faults(signed, placed)]


def test_entries_under_their_signatures_have_no_fault() -> None:
    assert judged([FIRST, SECOND], PLACED) == []
    assert judged([], []) == []


def test_a_tail_that_was_cut_off_is_missed_by_its_signature() -> None:
    assert judged([FIRST, SECOND], PLACED[:5]) == [
        "Chữ ký thứ 2 gồm 2 mục, nay còn 1 mục."
    ]
    assert judged([FIRST, SECOND], PLACED[:4]) == [
        "Chữ ký thứ 2 gồm 2 mục, nay còn 0 mục."
    ]


def test_entries_that_were_exchanged_are_not_those_signed() -> None:
    exchanged = [PLACED[1], PLACED[0], *PLACED[2:]]
    assert judged([FIRST, SECOND], exchanged) == [
        "Chữ ký thứ 1: các mục không đúng với bản đã ký."
    ]


def test_a_signature_that_is_gone_is_missed() -> None:
    assert judged([FIRST], PLACED) == ["Thiếu chữ ký thứ 2 của 2 mục."]
    assert judged([SECOND], PLACED)[0] == (
        "Thiếu chữ ký thứ 1: chữ ký thứ 2 đứng vào chỗ đó."
    )


def test_a_torn_line_is_named() -> None:
    assert judged([FIRST, SECOND, Torn("2026.jsonl", 3)], PLACED) == [
        "Tệp chữ ký 2026.jsonl: không đọc được dòng 3."
    ]


def test_a_line_of_the_security_log_is_none_of_evidence() -> None:
    foreign = line(1, DIGESTS[:4], what="head")
    assert judged([foreign], [])[0] == (
        "Chữ ký thứ 1 không phải chữ ký của hồ sơ chứng cứ."
    )

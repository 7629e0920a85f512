"""The script that needs only the file and the public key, in a process of its own."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from cms.audit import keys
from cms.evidence import standalone
from cms.evidence.chain import canonical
from cms.evidence.exports import as_json, export_of
from cms.evidence.kinds import Deed
from cms.evidence.services import erase_remarks, sign_entries
from tests.evidence.conftest import Item, new_item

pytestmark = pytest.mark.django_db

SCRIPT = Path(standalone.__file__)
Export = dict[str, Any]
KEY = keys.public_text(keys.signing_key())


@dataclass(frozen=True)
class Answer:
    status: int
    lines: list[str]

    @property
    def faults(self) -> list[str]:
        return [line for line in self.lines if line.startswith("SAI: ")]


def run(*arguments: str) -> Answer:
    """Run the script bare: without site packages, environment, or this project."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-S", str(SCRIPT), *arguments],
        capture_output=True,
        check=False,
        cwd="/",
        env={},
        timeout=60,
    )
    assert done.stderr == b""
    return Answer(done.returncode, done.stdout.decode().splitlines())


def judged(export: Export, tmp_path: Path, key: str = KEY) -> Answer:
    file = tmp_path / "ho-so.json"
    file.write_bytes(canonical(export))
    return run(str(file), key)


@pytest.fixture
def export(chain: Item) -> Export:
    """Return a signed chain among other items', and one entry that waits."""
    for title in ("Một", "Hai"):
        new_item(title).enter(Deed.SUBMITTED)
    sign_entries()
    chain.enter(Deed.HIDDEN)
    told: Export = json.loads(as_json(export_of(chain.record)))
    return told


def test_a_whole_file_holds(export: Export, tmp_path: Path) -> None:
    answer = judged(export, tmp_path)
    assert answer.faults == []
    assert answer.status == 0
    assert answer.lines[-1] == "KẾT LUẬN: hồ sơ toàn vẹn."
    assert "CHƯA KÝ: các mục sau mục 4, chờ lần ký tiếp theo" in answer.lines
    assert f"Mã tin bài: {export['item']['code']}" in answer.lines


def reseal(export: Export, start: int = 0) -> None:
    """Compute every seal anew, as somebody would who knows how."""
    entries = export["entries"]
    for place in range(start, len(entries)):
        entry = entries[place]
        entry["previous"] = entries[place - 1]["hash"] if place else "0" * 64
        said = [entry[name] for name in standalone.SAID]
        entry["hash"] = standalone.sha256(
            [standalone.FORM, export["item"]["code"], *said]
        )


def rename(export: Export) -> None:
    export["entries"][2]["actor_name"] = "Ai đó"


def rename_and_reseal(export: Export) -> None:
    rename(export)
    reseal(export)


def cut_an_entry_out(export: Export) -> None:
    del export["entries"][1]


def cut_the_signed_end_off(export: Export) -> None:
    del export["entries"][3:]


def exchange_two(export: Export) -> None:
    entries = export["entries"]
    entries[1], entries[2] = entries[2], entries[1]


def change_a_remark(export: Export) -> None:
    export["entries"][1]["remark"]["text"] = "Tốt."


def drop_a_remark(export: Export) -> None:
    export["entries"][1]["remark"] = None


def claim_another_item(export: Export) -> None:
    export["item"]["code"] = "0" * 10


def change_a_fact(export: Export) -> None:
    export["entries"][2]["facts"]["step"] = 3


def change_the_content_hash(export: Export) -> None:
    export["entries"][3]["content_hash"] = "f" * 64


def change_the_signed_root(export: Export) -> None:
    export["proof"]["line"]["hash"] = "f" * 64


def change_the_signature(export: Export) -> None:
    signature = export["proof"]["line"]["signature"]
    export["proof"]["line"]["signature"] = ("0" * 2 + signature[2:])[:128]


def move_the_signature_to_another_day(export: Export) -> None:
    export["proof"]["line"]["at"] = "2020-01-01T00:00:00+07:00"


def change_the_path(export: Export) -> None:
    export["proof"]["path"][0] = "f" * 64


def claim_another_place(export: Export) -> None:
    export["proof"]["place"] = 0


def take_a_line_of_the_log(export: Export) -> None:
    export["proof"]["line"]["what"] = "head"


def drop_the_proof(export: Export) -> None:
    export["proof"] = None


def drop_everything(export: Export) -> None:
    export["entries"] = []


def drop_a_column(export: Export) -> None:
    del export["entries"][0]["deed"]


def put_words_where_numbers_are(export: Export) -> None:
    export["proof"]["place"] = "một"


CASES: dict[Callable[[Export], None], str] = {
    rename: "mục 3 đã bị sửa",
    rename_and_reseal: "mục 4 không nằm trong các mục đã ký",
    cut_an_entry_out: "sau mục 1 phải là mục 2, không phải mục 3",
    cut_the_signed_end_off: "thiếu mục 4 là mục đã ký",
    exchange_two: "sau mục 1 phải là mục 2, không phải mục 3",
    change_a_remark: "ý kiến ở mục 2 đã bị sửa",
    drop_a_remark: "ý kiến ở mục 2 bị bỏ đi",
    claim_another_item: "mục 1 đã bị sửa",
    change_a_fact: "mục 3 đã bị sửa",
    change_the_content_hash: "mục 4 đã bị sửa",
    change_the_signed_root: "mục 4 không nằm trong các mục đã ký",
    change_the_signature: "chữ ký sai",
    move_the_signature_to_another_day: "chữ ký sai",
    change_the_path: "mục 4 không nằm trong các mục đã ký",
    claim_another_place: "mục 4 không nằm trong các mục đã ký",
    take_a_line_of_the_log: "chữ ký không phải chữ ký của hồ sơ chứng cứ",
    drop_the_proof: "hồ sơ chưa có chữ ký",
    drop_everything: "hồ sơ không có mục nào",
    drop_a_column: "tệp thiếu phần hoặc có phần sai kiểu",
    put_words_where_numbers_are: "tệp thiếu phần hoặc có phần sai kiểu",
}


def test_every_kind_of_tampering_is_named(export: Export, tmp_path: Path) -> None:
    for tampering, expected in CASES.items():
        changed = copy.deepcopy(export)
        tampering(changed)
        answer = judged(changed, tmp_path)
        assert answer.faults[0] == f"SAI: {expected}.", tampering
        assert answer.lines[-1] == "KẾT LUẬN: hồ sơ không toàn vẹn."
        assert answer.status == 1


def test_a_signature_by_another_key_is_not_believed(
    export: Export, tmp_path: Path
) -> None:
    answer = judged(export, tmp_path, "ab" * 32)
    assert answer.faults == ["SAI: chữ ký làm bằng khóa khác với khóa được đưa ra."]
    assert answer.status == 1


def test_what_was_purged_still_holds(chain: Item, tmp_path: Path) -> None:
    chain.enter(Deed.PURGED)
    erase_remarks(record=chain.record)
    sign_entries()
    told = json.loads(as_json(export_of(chain.record)))
    assert "phiếu đồng ý" not in json.dumps(told, ensure_ascii=False)
    answer = judged(told, tmp_path)
    assert answer.faults == []
    assert "Ý kiến không còn lời: 1" in answer.lines


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"a":1,"a":1}', "x", "[" * 100_000])
def test_a_torn_file_is_a_fault(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ho-so.json"
    file.write_text(text)
    answer = run(str(file), KEY)
    assert (answer.status, len(answer.faults)) == (1, 1)


def test_a_wrong_call_is_told_apart(tmp_path: Path) -> None:
    assert run().status == 2
    missing = run(str(tmp_path / "none.json"), KEY)
    assert (missing.status, missing.faults) == (2, [])
    assert missing.lines[0].startswith("Không kiểm tra được: không mở được tệp")
    assert run(str(SCRIPT), "khóa").lines == [
        "Không kiểm tra được: khóa công khai phải gồm 64 chữ số thập lục phân."
    ]


@hypothesis_settings(max_examples=15, deadline=None)
@given(text=st.binary(max_size=80), bit=st.integers(0, 511))
def test_signatures_are_judged_as_the_library_does(text: bytes, bit: int) -> None:
    good = bytes.fromhex(keys.sign(text))
    bad = bytearray(good)
    bad[bit // 8] ^= 1 << bit % 8
    key = bytes.fromhex(KEY)
    assert standalone.verify(key, text, good)
    assert not standalone.verify(key, text, bytes(bad))
    assert not standalone.verify(key, text + b".", good)

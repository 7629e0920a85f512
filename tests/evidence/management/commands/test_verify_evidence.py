"""Both commands, on a real database, in the words an operator reads."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.audit import keys
from cms.evidence.chain import GENESIS, entry_hash
from cms.evidence.kinds import Deed
from cms.evidence.live import live_faults
from cms.evidence.management.commands import verify_evidence
from cms.evidence.models import Entry, Leaf, Remark
from cms.evidence.services import erase_remarks, sign_entries
from cms.evidence.trees import leaf_digest
from cms.pages.models import HomePage, SectionPage
from tests.evidence.conftest import Item, age, found, new_item, run, tamper, tampering

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


@pytest.fixture
def signed(chain: Item) -> Item:
    sign_entries()
    return chain


def test_whole_evidence(signed: Item) -> None:
    signed.enter(Deed.CLAIMED)
    assert run("verify_evidence", signed.record.code) == (
        "Hồ sơ chứng cứ toàn vẹn: 5 mục, trong đó 1 mục chờ ký."
    )


def test_everything_is_walked_without_a_code(signed: Item) -> None:
    for model in (HomePage, SectionPage):
        model.objects.update(live=False)
    new_item("Hai").page.unpublish()
    for model in (HomePage, SectionPage):
        model.objects.update(live=False)
    assert run("verify_evidence").startswith("Hồ sơ chứng cứ toàn vẹn: 4 mục")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(CommandError, match="Không có hồ sơ zzz"):
        call_command("verify_evidence", "zzz")


def test_a_changed_entry_is_named(signed: Item) -> None:
    tamper(signed.entries[1], actor_name="Ai đó")
    code = signed.record.code
    assert found(code) == [f"Hồ sơ {code}: mục 2 đã bị sửa."]


def test_a_tail_cut_off_is_missed_by_its_signature(signed: Item) -> None:
    other = new_item("Chợ nổi họp phiên cuối")
    last = signed.entries[-1]
    with tampering():
        Leaf.objects.filter(entry=last).delete()
        Entry.objects.filter(pk=last.pk).delete()
    assert "Chữ ký thứ 1 gồm 4 mục, nay còn 3 mục." in found(signed.record.code)
    other.release()
    assert "Chữ ký thứ 1 gồm 4 mục, nay còn 3 mục." in found()


def test_a_chain_sealed_anew_with_all_its_places_is_found(signed: Item) -> None:
    code, previous = signed.record.code, GENESIS
    with tampering():
        for entry in signed.entries:
            entry.actor_name, entry.previous = "Ai đó", previous
            entry.hash = previous = entry_hash(code, entry)
            entry.save()
            digest = leaf_digest(code, entry.number, entry.hash)
            Leaf.objects.filter(entry=entry).update(digest=digest)
    assert found(code) == ["Chữ ký thứ 1: các mục không đúng với bản đã ký."]


def test_a_signature_file_that_is_gone_is_missed(signed: Item, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert found(signed.record.code) == ["Thiếu chữ ký thứ 1 của 4 mục."]


def test_entries_that_were_left_unsigned_are_named(chain: Item) -> None:
    age(chain, 3)
    code = chain.record.code
    assert f"Hồ sơ {code}: mục 1 chưa được ký." in found(code)


def test_a_remark_that_vanished_is_named_and_a_purged_one_is_not(signed: Item) -> None:
    with tampering():
        Remark.objects.all().delete()
    code = signed.record.code
    assert found(code) == [f"Hồ sơ {code}: ý kiến ở mục 2 bị mất."]
    signed.page.unpublish()
    signed.enter(Deed.PURGED)
    erase_remarks(record=signed.record)
    assert run("verify_evidence", code).startswith("Hồ sơ chứng cứ toàn vẹn: 5 mục")


def test_a_guard_that_is_off_is_named(signed: Item) -> None:
    with tampering():
        named = found(signed.record.code)
    assert len([fault for fault in named if "evidence_entry_stays" in fault]) == 1


def test_no_more_than_fifty_faults_are_printed(
    signed: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_evidence, "SHOWN", 1)
    for entry in signed.entries[:3]:
        tamper(entry, actor_name="Ai đó")
    assert len(found(signed.record.code)) == 2


def test_signing_tells_what_was_signed(chain: Item) -> None:
    assert run("sign_evidence") == "Đã ký: chữ ký thứ 1, gồm 4 mục."
    assert run("sign_evidence") == "Mọi mục đã được ký: không có gì để ký."
    assert list(live_faults([chain.record.code])) == []


def test_a_folder_that_cannot_be_written_is_told(chain: Item, folder: Path) -> None:
    folder.parent.write_text("no folder")
    with pytest.raises(CommandError, match="heads/evidence"):
        call_command("sign_evidence")


def test_the_public_key_is_printed(db: Any) -> None:
    assert run("sign_evidence", public_key=True) == (
        keys.public_text(keys.signing_key())
    )

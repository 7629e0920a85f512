"""What an entry says, what is kept of a remark, and when entries are signed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from cms.audit.heads import Line
from cms.core.models import EditorialRecord
from cms.evidence import services, signatures
from cms.evidence.chain import GENESIS, entry_hash, remark_hash
from cms.evidence.content import desk_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry, Leaf, Remark
from cms.evidence.services import (
    NotPurgedError,
    erase_remarks,
    record_import,
    sign_entries,
)
from cms.evidence.trees import leaf_digest, root_of
from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from tests.evidence.conftest import Item, age, new_item
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def test_an_entry_names_who_acted_in_full(item: Item) -> None:
    User.objects.filter(pk=item.head.pk).update(full_name="Trần Văn Bình")
    item.head.refresh_from_db()
    item.head.position = "Giám đốc"
    entry = item.enter(Deed.APPROVED, case=12, route_version=5)
    unit = item.living.unit.name
    assert (entry.actor_name, entry.actor_position, entry.actor_unit) == (
        *("Trần Văn Bình", "Giám đốc", unit),
    )
    assert (entry.number, entry.previous, entry.language) == (1, GENESIS, "vi")
    assert (entry.case, entry.route_version, entry.content_hash) == (12, 5, "")
    assert entry.hash == entry_hash(item.record.code, item.entries[0])


def test_each_entry_follows_the_last_of_its_item(chain: Item) -> None:
    other = new_item("Chợ nổi họp phiên cuối")
    first = other.enter(Deed.SUBMITTED)
    last = chain.entries[-1]
    entry = chain.enter(Deed.HIDDEN)
    assert (first.number, first.previous) == (1, GENESIS)
    assert (entry.number, entry.previous) == (5, last.hash)


def test_a_deputy_is_entered_with_the_decision_that_lets_them_act(item: Item) -> None:
    deputy = person_of(item.living.unit, Capability.PUBLISHER)
    item.head.position = "Giám đốc"
    entry = item.enter(
        Deed.APPROVED,
        actor=deputy,
        acting_for=item.head,
        grounds=" Quyết định số 12/QĐ-SYT ngày 02/11/2026 ",
    )
    assert entry.actor_name == str(deputy)
    assert entry.acting_for == f"{item.head}, Giám đốc, {item.living.unit.name}"
    assert entry.grounds == "Quyết định số 12/QĐ-SYT ngày 02/11/2026"


def test_the_unit_is_the_one_whose_role_lets_them(item: Item) -> None:
    elsewhere = UnitFactory.create(name="Phòng Nghiệp vụ Y")
    reviewer = person_of(elsewhere, Capability.FIELD_REVIEWER)
    assert item.enter(Deed.APPROVED, actor=reviewer).actor_unit == "Phòng Nghiệp vụ Y"
    office = UnitFactory.create(name="Văn phòng Thường trực")
    grant_role(
        user=reviewer,
        unit=office,
        capability=Capability.STANDING_OFFICE,
    )
    entered = item.enter(Deed.APPROVED, actor=reviewer)
    assert entered.actor_unit == "Văn phòng Thường trực"
    grant_role(
        user=reviewer,
        unit=item.living.unit,
        capability=Capability.EDITOR,
    )
    assert item.enter(Deed.CLAIMED, actor=reviewer).actor_unit == item.living.unit.name
    assert item.enter(Deed.CLAIMED, actor=UserFactory.create()).actor_unit == ""
    named = item.enter(Deed.CLAIMED, actor=reviewer, unit=elsewhere)
    assert named.actor_unit == "Phòng Nghiệp vụ Y"


def test_desk_data_has_its_own_hash_beside_the_content(item: Item) -> None:
    released = item.release()
    assert (released.content_hash, released.desk_hash) == (
        *(item.hash, desk_hash(item.record)),
    )
    assert item.enter(Deed.CLAIMED).desk_hash == ""


def test_a_remark_stands_apart_under_a_salted_hash(item: Item) -> None:
    one = item.enter(Deed.RETURNED, remark="  Ghi rõ “ít nhất 30 phút”.\x00 ")
    two = item.enter(Deed.RETURNED, remark="Ghi rõ “ít nhất 30 phút”.")
    assert one.remark_hash != two.remark_hash
    stored = Remark.objects.get(entry=one)
    assert stored.text == "Ghi rõ “ít nhất 30 phút”."
    assert one.remark_hash == remark_hash(stored.salt, stored.text)
    assert [entry.remark for entry in item.entries] == [stored.text, stored.text]
    assert item.enter(Deed.CLAIMED, remark=" ").remark_hash == ""
    assert Remark.objects.count() == 2


@pytest.mark.parametrize(
    "value", ["x" * 1_001, 1.5, {"a": {"b": {"c": {"d": 1}}}}, timedelta(1)], ids=repr
)
def test_what_is_no_fact_is_refused(item: Item, value: Any) -> None:
    with pytest.raises(ValueError, match="“reason”"), transaction.atomic():
        item.enter(Deed.RETURNED, facts={"reason": value})
    assert not Entry.objects.exists()
    assert not Leaf.objects.exists()


def test_facts_are_kept_as_they_are(item: Item) -> None:
    facts = {"step": 2, "checks": {"nội dung": True}, "sent": ["a", None]}
    item.enter(Deed.APPROVED, facts=facts)
    assert item.entries[0].facts == facts


def test_remarks_go_only_after_a_purge(chain: Item) -> None:
    with pytest.raises(NotPurgedError):
        erase_remarks(record=chain.record)
    assert Remark.objects.count() == 1
    hashes = [entry.hash for entry in chain.entries]
    chain.enter(Deed.PURGED, remark="Theo Biên bản số 3.")
    assert erase_remarks(record=chain.record) == 1
    kept = chain.entries
    assert [entry.hash for entry in kept[:4]] == hashes
    assert [entry.remark for entry in kept] == ["", "", "", "", "Theo Biên bản số 3."]
    assert kept[1].remark_hash


def test_a_purge_leaves_other_items_alone(chain: Item) -> None:
    other = new_item("Chợ nổi họp phiên cuối")
    other.enter(Deed.RETURNED, remark="Ngắn hơn.")
    chain.enter(Deed.PURGED)
    erase_remarks(record=chain.record)
    assert [remark.text for remark in Remark.objects.all()] == ["Ngắn hơn."]


def digests(item: Item) -> list[str]:
    code = item.record.code
    return [leaf_digest(code, entry.number, entry.hash) for entry in item.entries]


def test_entries_are_signed_once_in_the_order_they_came(
    chain: Item, folder: Path
) -> None:
    (line,) = sign_entries()
    assert (line.line, line.what, line.number) == (1, "evidence", 4)
    assert line.hash == root_of(digests(chain))
    assert line.is_genuine
    assert sign_entries() == []
    chain.enter(Deed.HIDDEN)
    (second,) = sign_entries()
    assert (second.line, second.number, second.after) == (2, 1, line.seal())
    assert list(signatures.read()) == [line, second]
    assert (folder / f"{timezone.localdate().year}.jsonl").exists()


def test_many_entries_share_several_lines(
    chain: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "IN_A_LINE", 3)
    assert [line.number for line in sign_entries()] == [3, 1]


def test_a_dead_disk_leaves_the_same_line_to_the_next_call(
    chain: Item, folder: Path
) -> None:
    folder.parent.write_text("no folder")
    with pytest.raises(OSError, match="evidence"):
        sign_entries()
    chain.enter(Deed.HIDDEN)
    folder.parent.unlink()
    first, second = sign_entries()
    assert (first.number, second.number) == (4, 1)
    assert first.hash == root_of(digests(chain)[:4])


def test_a_days_first_entry_signs_what_the_days_before_left(
    chain: Item, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        chain.enter(Deed.HIDDEN)
    assert list(signatures.read()) == []
    age(chain, 1)
    with django_capture_on_commit_callbacks(execute=True):
        chain.enter(Deed.RESTORED)
    (line,) = signatures.read()
    assert isinstance(line, Line)
    assert line.number == 6


def test_a_deed_outlives_a_dead_disk(
    chain: Item,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    age(chain, 1)
    folder.parent.write_text("no folder")
    with django_capture_on_commit_callbacks(execute=True):
        chain.enter(Deed.RESTORED)
    assert len(chain.entries) == 5
    assert [log.levelname for log in caplog.records] == ["CRITICAL"]


def test_an_entry_costs_a_known_number_of_queries(
    chain: Item, django_assert_num_queries: Any
) -> None:
    record, head, page = chain.record, chain.head, chain.page
    assert page.locale
    # Begin and end, the record, the last one, the role, entry, remark, leaf, is it due.
    with django_assert_num_queries(9):
        services.enter(
            record=record, deed=Deed.RETURNED, actor=head, page=page, remark="Ngắn."
        )


def test_an_import_leaves_evidence(item: Item) -> None:
    actor = UserFactory.create()
    made = record_import(page=item.page, source="01-so-x.yaml", actor=actor)
    stored = Entry.objects.get()
    assert stored == made
    assert (stored.record, stored.number) == (item.record, 1)
    assert (stored.deed, stored.facts, stored.actor) == (
        Deed.IMPORTED,
        {"source": "01-so-x.yaml"},
        actor,
    )
    assert stored.actor_name == actor.full_name
    assert (stored.revision_id, stored.language) == (item.page.live_revision_id, "vi")
    assert stored.content_hash == item.hash


def test_the_house_itself_may_import(item: Item) -> None:
    made = record_import(page=item.page, source="x")
    assert (made.actor, made.actor_name) == (None, "")


def test_a_page_without_a_revision_cannot_be_imported(item: Item) -> None:
    bare = StandardPageFactory.create(parent=item.living.home, bare=True)
    with pytest.raises(EditorialRecord.DoesNotExist):
        record_import(page=bare, source="x")
    assert not Entry.objects.exists()

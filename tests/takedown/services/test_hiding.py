"""“Tạm ẩn”: alone and at once; the board confirms or shows exactly the same again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.core.gate import HeldBackError, imported, released
from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.takedown.kinds import Kind, Reason, State
from cms.takedown.models import Removal
from cms.takedown.services import confirm_hiding, hide, restore
from sites.models import Capability
from tests.factories.people import person_of
from tests.factories.portals import living_portal
from tests.plugins.readers import Reader
from tests.takedown.conftest import TITLE, WORDS, Desk

pytestmark = pytest.mark.django_db


def deeds(desk: Desk) -> list[str]:
    return list(Entry.objects.of(desk.record).values_list("deed", flat=True))


def test_one_publisher_hides_every_language_at_once(desk: Desk, reader: Reader) -> None:
    paths = [desk.path(desk.page), desk.path(desk.english)]
    assert [reader.get(desk.host, path).status_code for path in paths] == [200, 200]
    before = timezone.now()
    removal = hide(actor=desk.publisher, **desk.asked())
    assert [page.live for page in desk.pages()] == [False, False]
    assert [reader.get(desk.host, path).status_code for path in paths] == [404, 404]
    assert removal.state == State.WAITING
    assert removal.due_at is not None
    assert (
        timedelta(hours=24) <= removal.due_at - before < timedelta(hours=24, minutes=1)
    )
    entry = Entry.objects.of(desk.record).last()
    assert entry is not None
    assert (entry.deed, entry.actor_name) == (Deed.HIDDEN, "Lê Thị Ánh")
    assert entry.actor_unit == desk.living.unit.name
    assert [one["language"] for one in entry.facts["pages"]] == ["vi", "en"]
    assert TITLE not in str(entry.facts)


def test_the_limit_is_the_portals_own(desk: Desk) -> None:
    desk.living.portal.hiding_hours = 2
    desk.living.portal.save()
    removal = hide(actor=desk.head, **desk.asked())
    assert removal.due_at is not None
    assert removal.due_at - removal.asked_at < timedelta(hours=2, minutes=1)
    assert not removal.is_overdue
    late = timezone.now() + timedelta(hours=3)
    assert list(Removal.objects.overdue(late)) == [removal]
    assert not Removal.objects.overdue().exists()


def test_an_editor_and_another_units_head_may_not(desk: Desk) -> None:
    stranger = person_of(living_portal().unit, Capability.HEAD_OF_UNIT)
    for person in (desk.editor, stranger):
        with pytest.raises(PermissionDenied):
            hide(actor=person, **desk.asked())
    assert [page.live for page in desk.pages()] == [True, True]
    assert not Removal.objects.exists()
    assert deeds(desk) == []


def test_exactly_what_was_live_is_shown_again(desk: Desk, reader: Reader) -> None:
    shown = [page.live_revision_id for page in desk.pages()]
    draft = desk.pages()[0]
    draft.title = "Bản nháp chưa duyệt"
    draft.save_revision()
    removal = hide(actor=desk.publisher, **desk.asked())
    restore(removal=removal, actor=desk.head, remark="Đã đối chiếu.")
    pages = desk.pages()
    assert [page.live_revision_id for page in pages] == shown
    assert pages[0].title == TITLE
    assert pages[0].has_unpublished_changes
    assert "Bản nháp" in pages[0].get_latest_revision_as_object().title
    assert reader.get(desk.host, desk.path(desk.page)).status_code == 200
    assert deeds(desk) == [Deed.HIDDEN, Deed.RESTORED]


def test_who_hid_it_neither_confirms_nor_restores(desk: Desk) -> None:
    removal = hide(actor=desk.publisher, **desk.asked())
    root = person_of(desk.living.unit, Capability.HEAD_OF_UNIT, is_superuser=True)
    for deed in (confirm_hiding, restore):
        with pytest.raises(PermissionDenied):
            deed(removal=removal, actor=desk.publisher)
        with pytest.raises(PermissionDenied):
            deed(removal=removal, actor=desk.editor)
    assert [page.live for page in desk.pages()] == [False, False]
    assert deeds(desk) == [Deed.HIDDEN]
    confirmed = confirm_hiding(removal=removal, actor=root)
    assert confirmed.state == State.IN_FORCE
    assert deeds(desk) == [Deed.HIDDEN, Deed.CONFIRMED]


def test_a_superuser_who_hid_it_does_not_decide_either(desk: Desk) -> None:
    root = person_of(desk.living.unit, Capability.HEAD_OF_UNIT, is_superuser=True)
    removal = hide(actor=root, **desk.asked())
    with pytest.raises(PermissionDenied):
        restore(removal=removal, actor=root)
    assert [page.live for page in desk.pages()] == [False, False]


def test_nothing_is_shown_again_that_was_changed_meanwhile(desk: Desk) -> None:
    removal = hide(actor=desk.publisher, **desk.asked())
    record = desk.record
    record.is_political = True
    record.save()
    with pytest.raises(ValidationError, match="dữ liệu hồ sơ"):
        restore(removal=removal, actor=desk.head)
    assert [page.live for page in desk.pages()] == [False, False]
    assert Removal.objects.get().state == State.WAITING
    assert deeds(desk) == [Deed.HIDDEN]


def test_no_release_shows_what_is_hidden(desk: Desk) -> None:
    hide(actor=desk.publisher, **desk.asked())
    page = desk.pages()[0]
    for opened in (released(pages=[page.pk]), imported()):
        with pytest.raises(HeldBackError), opened:
            page.get_latest_revision().publish()
    assert not desk.pages()[0].live


def test_what_is_not_out_is_not_hidden_twice(desk: Desk) -> None:
    hide(actor=desk.publisher, **desk.asked())
    with pytest.raises(ValidationError):
        hide(actor=desk.head, **desk.asked())
    assert Removal.objects.count() == 1


def test_a_section_with_live_pages_stays(desk: Desk) -> None:
    section = desk.living.section
    with imported():
        section.save_revision().publish()
    record = EditorialRecord.objects.get(translation_key=section.translation_key)
    with pytest.raises(ValidationError, match=section.title):
        hide(record=record, actor=desk.head, reason=Reason.OTHER, words=WORDS)
    section.refresh_from_db()
    assert section.live
    assert not Removal.objects.filter(kind=Kind.HIDE).exists()


def test_two_who_decide_at_once_decide_once(desk: Desk) -> None:
    removal = hide(actor=desk.publisher, **desk.asked())
    restore(removal=removal, actor=desk.head)
    with pytest.raises(ValidationError, match="đã có người quyết định"):
        confirm_hiding(removal=removal, actor=desk.head)
    assert Removal.objects.get().state == State.ENDED

"""Everything that stands in a person's name passes on at once, or nothing happens."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import APIToken, Page, PageSubscription

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.gate import imported
from cms.core.models import EditorialRecord
from cms.corrections.models import MistakeReport, ReportState
from cms.members.minutes import seal_of
from cms.members.models import Handover, Invitation, Suspension
from cms.members.services.invitations import invite
from cms.members.services.suspension import Succession, restore, suspend
from cms.news.models import Byline, NewsPage
from cms.pages.models import SectionPage
from cms.users.models import User
from media_library.models import Document, Image, Media
from sites.models import Capability, RoleAssignment
from sites.reach import reach_of
from sites.services import grant_role, lend_role
from tests.factories.corrections import MistakeReportFactory
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living
from tests.factories.publishing import publish
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db

REASON = "Chuyển công tác"


def go(staff: Staff, **facts: Any) -> Handover:
    """Suspend the editor as the administrator does, the second taking over."""
    wanted: dict[str, Any] = {
        "actor": staff.admin,
        "person": staff.editor,
        "unit": staff.unit,
        "succession": Succession(staff.second),
        "reason": REASON,
        "decision": "QĐ 7/QĐ-SVHTT",
    }
    return suspend(**{**wanted, **facts})


def fill_hands(living: Living, person: User) -> None:
    """Let a person hold one thing of every kind in a unit."""
    draft = NewsPageFactory.create(
        parent=living.section, title="Bản thảo", owner=person, draft=True
    )
    live = NewsPageFactory.create(
        parent=living.section, title="Đã đăng", owner=person, authors=()
    )
    with imported():
        Byline.objects.create(page=live, name=person.full_name, person=person)
    record = EditorialRecord.objects.get(translation_key=live.translation_key)
    EditorialRecord.objects.filter(pk=record.pk).update(liable_person=person)
    section = living.section
    section.responsible = person
    publish(section)
    collection = living.portal.collection
    ImageFactory.create(collection=collection, uploaded_by_user=person, title="Ảnh")
    DocumentFactory.create(collection=collection, uploaded_by_user=person, title="Tệp")
    MediaFactory.create(collection=collection, uploaded_by_user=person, title="Clip")
    Page.objects.filter(pk=draft.pk).update(
        locked=True, locked_by=person, locked_at=timezone.now()
    )
    PageSubscription.objects.create(
        user=person, page=live.page_ptr, comment_notifications=True
    )
    MistakeReportFactory.create(
        page=live, state=ReportState.CHECKING, handled_by=person
    )


def held_by(person: User) -> dict[str, int]:
    """Count what stands in a person's name, wherever."""
    return {
        "pages": Page.objects.filter(owner=person).count(),
        "liable": EditorialRecord.objects.filter(liable_person=person).count(),
        "sections": SectionPage.objects.filter(responsible=person).count(),
        "images": Image.objects.filter(uploaded_by_user=person).count(),
        "documents": Document.objects.filter(uploaded_by_user=person).count(),
        "media": Media.objects.filter(uploaded_by_user=person).count(),
        "reports": MistakeReport.objects.filter(handled_by=person).count(),
        "locks": Page.objects.filter(locked_by=person).count(),
        "watches": PageSubscription.objects.filter(user=person).count(),
    }


FULL = {
    "pages": 2,
    "liable": 1,
    "sections": 1,
    "images": 1,
    "documents": 1,
    "media": 1,
    "reports": 1,
    "locks": 1,
    "watches": 1,
}
EMPTY = dict.fromkeys(FULL, 0)


def session_of(user: User) -> str:
    store = SessionStore()
    store.create()
    key = str(store.session_key)
    UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1")
    return key


def test_everything_passes_to_the_successor(staff: Staff) -> None:
    fill_hands(staff.living, staff.editor)
    assert held_by(staff.editor) == FULL
    handover = go(staff)
    assert held_by(staff.editor) == EMPTY
    assert held_by(staff.second) == {**FULL, "locks": 0, "watches": 0}
    page = NewsPage.objects.get(title="Đã đăng")
    assert page.bylines.get().person == staff.editor  # an author stays the author
    passed = {part["kind"]: part["titles"] for part in handover.content["passed"]}
    assert passed["drafts"] == ["Bản thảo"]
    assert passed["published"] == ["Đã đăng"]
    assert passed["sections"] == ["Tin tức"]
    assert set(passed) == {
        *("drafts", "published", "liable", "images", "documents", "media"),
        *("sections", "reports"),
    }
    assert [part["kind"] for part in handover.content["released"]] == [
        "locks",
        "watches",
    ]


def test_the_next_publication_does_not_bring_them_back(staff: Staff) -> None:
    """A section's person in charge stands in its revisions as well."""
    fill_hands(staff.living, staff.editor)
    section = staff.living.section
    section.title = "Tin mới"
    section.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    section.save_revision()
    go(staff)
    for revision in section.revisions.order_by("-pk")[:2]:
        publish(revision)
        section.refresh_from_db()
        assert section.responsible == staff.second


def test_only_this_unit_is_touched(staff: Staff) -> None:
    other = staff.other
    fill_hands(other, staff.editor)
    grant_role(user=staff.editor, unit=other.unit, capability=Capability.EDITOR)
    key = session_of(staff.editor)
    go(staff)
    staff.editor.refresh_from_db()
    assert held_by(staff.editor) == FULL
    assert staff.editor.is_active
    assert Session.objects.filter(session_key=key).exists()
    assert reach_of(User.objects.get(pk=staff.editor.pk)).held == {
        other.unit.pk: {"editor"}
    }
    assert not Suspension.objects.get().closed_account


def test_without_a_role_the_account_closes_and_its_sessions_end(staff: Staff) -> None:
    key = session_of(staff.editor)
    token, _plain = APIToken.create_token(user=staff.editor, name="Máy quét")
    go(staff)
    staff.editor.refresh_from_db()
    token.refresh_from_db()
    assert not staff.editor.is_active
    assert token.revoked_at is not None
    assert not Session.objects.filter(session_key=key).exists()
    assert Suspension.objects.get().closed_account


def test_several_successors_take_what_they_were_named_for(staff: Staff) -> None:
    fill_hands(staff.living, staff.editor)
    helper = person_of(staff.unit, Capability.MEDIA_KEEPER, full_name="Tạ Ảnh")
    handover = go(
        staff, succession=Succession(staff.second, {"images": helper, "media": helper})
    )
    assert {kind for kind, number in held_by(helper).items() if number} == {
        "images",
        "media",
    }
    assert held_by(staff.second)["documents"] == 1
    assert [one["name"] for one in handover.content["successors"]] == [
        staff.second.full_name,
        "Tạ Ảnh",
    ]


def test_delegations_and_invitations_end(staff: Staff) -> None:
    now, later = timezone.now(), timezone.now() + timedelta(days=9)
    lend_role(
        assignment=staff.role(staff.admin),
        to=staff.editor,
        begins=now,
        ends=later,
        grounds="GUQ",
    )
    waiting = invite(
        actor=staff.admin,
        unit=staff.unit,
        email="moi@dinh.example",
        full_name="Người Mới",
        capability=Capability.EDITOR,
    )
    go(
        staff,
        actor=staff.second,
        person=staff.admin,
        succession=Succession(staff.editor),
    )
    assert (
        not RoleAssignment.objects.active()
        .filter(capability="unit_admin")
        .exclude(user__in=[staff.second, staff.stranger])
    )
    waiting.refresh_from_db()
    assert waiting.withdrawn_at is not None


def no_colleague(staff: Staff) -> dict[str, Any]:
    return {"succession": Succession(staff.stranger)}


def themselves(staff: Staff) -> dict[str, Any]:
    return {"person": staff.admin}


def to_themselves(staff: Staff) -> dict[str, Any]:
    return {"succession": Succession(staff.editor)}


def half_outside(staff: Staff) -> dict[str, Any]:
    return {"succession": Succession(staff.second, {"drafts": staff.stranger})}


def last_administrator(staff: Staff) -> dict[str, Any]:
    return {
        "actor": staff.stranger,
        "person": UserFactory.create(),
        "unit": staff.other.unit,
    }


def only_administrator(staff: Staff) -> dict[str, Any]:
    helper = person_of(staff.other.unit, Capability.EDITOR)
    return {
        "actor": staff.office,
        "person": staff.stranger,
        "unit": staff.other.unit,
        "succession": Succession(helper),
    }


def by_an_editor(staff: Staff) -> dict[str, Any]:
    return {"actor": staff.editor, "person": staff.second}


def by_an_auditor(staff: Staff) -> dict[str, Any]:
    return {"actor": staff.auditor}


def from_another_unit(staff: Staff) -> dict[str, Any]:
    return {"actor": staff.stranger}


def a_keeper(staff: Staff) -> dict[str, Any]:
    return {
        "person": person_of(staff.unit, Capability.EDITOR, superuser=True),
    }


def above_their_own(staff: Staff) -> dict[str, Any]:
    return {"person": person_of(staff.unit, Capability.AUDITOR)}


@pytest.mark.parametrize(
    "case",
    [
        no_colleague,
        themselves,
        to_themselves,
        half_outside,
        last_administrator,
        only_administrator,
        by_an_editor,
        by_an_auditor,
        from_another_unit,
        a_keeper,
        above_their_own,
    ],
)
def test_what_is_refused_changes_nothing(staff: Staff, case: Any) -> None:
    fill_hands(staff.living, staff.editor)
    facts = case(staff)
    before = list(RoleAssignment.objects.order_by("pk").values())
    with pytest.raises(ValidationError):
        go(staff, **facts)
    assert list(RoleAssignment.objects.order_by("pk").values()) == before
    assert held_by(staff.editor) == FULL
    assert not Handover.objects.exists()
    assert not SecurityEntry.objects.exists()
    assert User.objects.filter(is_active=False).count() == 0


def test_a_failure_on_the_way_takes_everything_back(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_hands(staff.living, staff.editor)

    def fail(*told: Any, **facts: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("cms.members.services.suspension.tell", fail)
    with pytest.raises(RuntimeError):
        go(staff)
    assert held_by(staff.editor) == FULL
    assert staff.role(staff.editor).valid_to is None


def test_the_minutes_are_sealed_and_never_change(staff: Staff) -> None:
    fill_hands(staff.living, staff.editor)
    handover = go(staff)
    entry = SecurityEntry.objects.get(kind=Kind.HANDED_OVER)
    stored = Handover.objects.get()
    assert entry.facts["seal"] == seal_of(stored)
    stored.reason = "Lý do khác"
    assert entry.facts["seal"] != seal_of(stored)
    for act in (stored.save, stored.delete):
        with pytest.raises(ValidationError):
            act()
    assert Handover.objects.get().reason == REASON
    staff.editor.full_name = "Tên Mới"
    staff.editor.save()
    assert Handover.objects.get().content["person"]["name"] == "Nguyễn Thị Minh Hà"
    kinds = set(SecurityEntry.objects.values_list("kind", flat=True))
    assert kinds == {Kind.SUSPENDED, Kind.HANDED_OVER, Kind.ACCOUNT_DISABLED}
    assert handover.pk == stored.pk


def test_a_suspension_is_lifted_with_the_roles_of_before(staff: Staff) -> None:
    fill_hands(staff.living, staff.editor)
    go(staff)
    restore(actor=staff.second, suspension=Suspension.objects.get())
    editor = User.objects.get(pk=staff.editor.pk)
    assert editor.is_active
    assert reach_of(editor).held == {staff.unit.pk: {"editor"}}
    assert held_by(editor) == EMPTY  # what was handed over stays handed over
    assert SecurityEntry.objects.filter(kind=Kind.REINSTATED).count() == 1
    with pytest.raises(ValidationError):
        restore(actor=staff.second, suspension=Suspension.objects.get())


def test_an_account_closed_for_another_reason_stays_closed(staff: Staff) -> None:
    grant_role(user=staff.editor, unit=staff.other.unit, capability=Capability.EDITOR)
    go(staff)
    User.objects.filter(pk=staff.editor.pk).update(is_active=False)
    with pytest.raises(ValidationError):
        restore(actor=staff.admin, suspension=Suspension.objects.get())
    assert not User.objects.get(pk=staff.editor.pk).is_active
    assert Suspension.objects.get().ended_at is None
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("who", ["stranger", "auditor", "editor"])
def test_others_restore_nobody(staff: Staff, who: str) -> None:
    go(staff)
    with pytest.raises(ValidationError):
        restore(actor=getattr(staff, who), suspension=Suspension.objects.get())
    assert Suspension.objects.get().ended_at is None

"""The rules of the desk as a state machine: whatever people do, in whatever order.

It keeps books of its own about who wrote what and who agreed to which content, and holds
the house against them after every step.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import TaskState, WorkflowState

from cms.core.gate import NotReleasedError
from cms.demo.underway import full_word
from cms.evidence.chain import GENESIS, entry_hash
from cms.evidence.content import canonical_content, content_hash
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision
from cms.moderation.refusals import ChangedError, RefusedError
from cms.moderation.selectors import party_for
from cms.moderation.services import (
    Word,
    claim,
    comment,
    confirm_emergency,
    decide,
    let_go,
    prioritise,
    publish_in_emergency,
    put_in_force,
    recall,
    recheck,
    release_due,
    releasing,
    return_case,
    submit_item,
    withdraw,
)
from cms.news.models import NewsPage
from cms.routes.models import StepParty
from cms.routes.services import draw_up
from cms.routes.specs import ALL_CHECKS, PartySpec, RouteSpec, StepSpec
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability, RoleAssignment
from sites.reach import forget_reach
from sites.services import lend_role
from tests.factories.media import ImageFactory
from tests.factories.moderation import Board, board, record_of
from tests.factories.people import UserFactory, person_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service_postgres,
    pytest.mark.proof,
]

STEPS = 25
LATER = timedelta(minutes=1)
PEOPLE = ("writer", "editor", "second", "publisher", "head", "keeper")
TITLES = ("Hội làng", "Hội làng mở cửa", "Hội làng hoãn")
who = st.sampled_from(PEOPLE)
page_number = st.integers(0, 1)
parties = st.sampled_from(
    [
        PartySpec(capabilities=(Capability.EDITOR,), checks=ALL_CHECKS),
        PartySpec(capabilities=(Capability.PUBLISHER,), declares_secrecy=True),
        PartySpec(kind="head", principles=("Đúng chủ trương",)),
        PartySpec(kind="head", is_personal=True),
        PartySpec(kind="person", person="second"),
    ]
)
steps = st.lists(st.lists(parties, min_size=1, max_size=2), min_size=1, max_size=3)


class KilledError(Exception):
    """The worker died in the middle of a release."""


class Given:
    """What somebody agreed to, as the machine saw it happen."""

    def __init__(self, person: int, content: str, position: int) -> None:
        self.person = person
        self.content = content
        self.position = position


@contextmanager
def killed_after_publication() -> Iterator[None]:
    whole = releasing.publish

    def dies(**told: Any) -> None:
        whole(**told)
        raise KilledError

    releasing.publish = dies
    try:
        yield
    finally:
        releasing.publish = whole


class Desk(RuleBasedStateMachine):
    """Two items of one portal, six people, and everything they may do."""

    stage: Board
    people: dict[str, User]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.given: dict[int, dict[int, Given]] = {}
        self.wrote: dict[int, set[int]] = {}
        self.public: dict[int, str] = {}  # what readers have, by page

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        for person in self.people.values():
            forget_reach(person)

    # --------------------------------------------------------------------- its books
    def page(self, number: int) -> NewsPage:
        found: NewsPage = NewsPage.objects.get(pk=self.pages[number])
        return found

    def person(self, name: str) -> User:
        return User.objects.get(pk=self.people[name].pk)

    def case(self, number: int) -> Case | None:
        cases = Case.objects.with_facts().of_page(self.pages[number])
        return cases.order_by("-pk").first()

    def newest(self, page_id: int) -> str:
        page = NewsPage.objects.get(pk=page_id)
        return canonical(page.get_latest_revision().as_object())

    def note_writing(self, page_id: int, person: User) -> None:
        self.wrote.setdefault(page_id, set()).add(person.pk)

    def forget(self, case: Case, from_position: int = 1) -> None:
        given = self.given.get(case.pk, {})
        self.given[case.pk] = {
            party: word
            for party, word in given.items()
            if word.position < from_position
        }

    def reached_readers(self, case: Case, *, complete: bool) -> None:
        """Hold a release against the books: everybody agreed to exactly this."""
        page = NewsPage.objects.get(pk=case.page_id)
        content = canonical(page)
        assert page.live
        assert page.live_revision_id == case.revision_id
        assert content_hash(page, record_of(page)) == case.content_hash
        if complete:
            given = self.given.get(case.pk, {})
            wanted = StepParty.objects.filter(step__version=case.route_version_id)
            assert set(wanted.values_list("pk", flat=True)) == set(given)
            assert {word.content for word in given.values()} == {content}
            writers = self.wrote.get(page.pk, set())
            assert writers.isdisjoint({word.person for word in given.values()})
        self.public[page.pk] = content
        self.wrote[page.pk] = set()

    # ---------------------------------------------------------------------- beginning
    @initialize(written=steps)
    def begin(self, written: list[list[PartySpec]]) -> None:
        self.put(written)
        picture = ImageFactory.create(collection=self.stage.living.portal.collection)
        self.picture: int = picture.pk
        self.pages: list[int] = []
        for _number in range(2):
            page = self.stage.draft(lead_image=picture)
            self.pages.append(page.pk)
            self.note_writing(page.pk, self.people["writer"])

    def put(self, written: list[list[PartySpec]]) -> None:
        spec = RouteSpec(
            "Tin, bài",
            tuple(
                StepSpec(f"Bước {place}", tuple(dict.fromkeys(of)))
                for place, of in enumerate(written)
            ),
        )
        portal = self.stage.living.portal
        put_in_force(version=draw_up(portal=portal, spec=spec))

    # ------------------------------------------------------------------- what they do
    @rule(number=page_number, name=who)
    def submit(self, number: int, name: str) -> None:
        page, before = self.page(number), self.case(number)
        try:
            case = submit_item(page=page, actor=self.person(name))
        except RefusedError:
            return
        assert before is None or not before.is_open or before.state == "returned"
        assert case.content_hash == content_hash(
            page.get_latest_revision().as_object(), record_of(page)
        )
        self.given[case.pk] = {}

    @rule(number=page_number, name=who, half=st.booleans())
    def approve(self, number: int, name: str, *, half: bool) -> None:
        case, person = self.case(number), self.person(name)
        if case is None:
            return
        found = None
        if case.state == CaseState.RUNNING:
            found = party_for(case, person, self.page(number))
        party = found[0] if found else None
        word = full_word(party) if party and not half else Word()
        try:
            decide(case=case, actor=person, word=word)
        except ChangedError:
            assert self.newest(self.pages[number]) != self.asked(case)
            self.forget(case)
            return
        except RefusedError:
            return
        assert party is not None
        assert person.pk not in self.wrote.get(self.pages[number], set())
        if half:
            asks = (party.checks, party.principles, party.declares_secrecy)
            assert not any(asks)
        decision = Decision.objects.filter(case=case).latest("pk")
        assert (decision.party_id, decision.person_id) == (party.pk, person.pk)
        self.given.setdefault(case.pk, {})[party.pk] = Given(
            person.pk, self.newest(self.pages[number]), case.position
        )

    def asked(self, case: Case) -> str:
        """Return what is no content of anything, unless the hash still fits."""
        page = NewsPage.objects.get(pk=case.page_id).get_latest_revision().as_object()
        same = content_hash(page, record_of(page)) == case.content_hash
        return canonical(page) if same else ""

    @rule(
        number=page_number,
        name=st.sampled_from(PEOPLE[:4]),
        title=st.sampled_from(TITLES),
        again=st.booleans(),
    )
    def write(self, number: int, name: str, title: str, *, again: bool) -> None:
        """Save a draft, or let autosave write over the newest one."""
        page = self.page(number).get_latest_revision().as_object()
        newest, person = page.get_latest_revision(), self.person(name)
        before = self.newest(page.pk)
        page.title = title
        over = newest if again and newest.user_id == person.pk else None
        page.save_revision(user=person, overwrite_revision=over)
        self.note_writing(page.pk, person)
        case = self.case(number)
        if case and (over is None or self.newest(page.pk) != before):
            self.forget(case)

    @rule(number=page_number, name=who, to=st.integers(0, 2))
    def give_back(self, number: int, name: str, to: int) -> None:
        case = self.case(number)
        if case is None:
            return
        try:
            return_case(
                case=case, actor=self.person(name), remark="Xem lại", to_position=to
            )
        except RefusedError:
            return
        self.forget(case, max(to, 1))

    @rule(number=page_number, name=who)
    def take_back(self, number: int, name: str) -> None:
        self.attempt(number, name, withdraw)

    @rule(number=page_number, name=who)
    def stop(self, number: int, name: str) -> None:
        case = self.case(number)
        if self.attempt(number, name, recall) and case is not None:
            self.forget(case, case.route_version.steps.count())

    @rule(number=page_number, name=who, deed=st.sampled_from([claim, let_go]))
    def hold(self, number: int, name: str, deed: Callable[..., Any]) -> None:
        self.attempt(number, name, deed)

    @rule(number=page_number, name=who)
    def talk(self, number: int, name: str) -> None:
        self.attempt(number, name, comment, text="Nhờ xem giúp")
        self.attempt(number, name, prioritise, priority="urgent")

    def attempt(
        self, number: int, name: str, deed: Callable[..., Any], **told: Any
    ) -> bool:
        case = self.case(number)
        if case is None:
            return False
        try:
            deed(case=case, actor=self.person(name), **told)
        except RefusedError:
            return False
        return True

    @rule(number=page_number, flag=st.booleans())
    def declare(self, number: int, *, flag: bool) -> None:
        record = record_of(self.page(number))
        record.is_sensitive = flag
        record.save()

    @rule(number=page_number)
    def look_again(self, number: int) -> None:
        case = self.case(number)
        if case is not None and not recheck(case=case):
            self.forget(case)

    @rule(face=st.sampled_from("abc"))
    def replace_the_picture(self, face: str) -> None:
        Image.objects.filter(pk=self.picture).update(sha256=face * 64)

    @rule(words=st.sampled_from(("Sân đình", "Sân đình buổi sớm")))
    def caption_the_picture(self, words: str) -> None:
        Image.objects.filter(pk=self.picture).update(description=words)

    @rule(written=steps)
    def change_the_route(self, written: list[list[PartySpec]]) -> None:
        self.put(written)

    @rule(role=st.sampled_from(("publisher", "head")), to=who)
    def lend(self, role: str, to: str) -> None:
        if role == to:
            return
        capability = {"publisher": "publisher", "head": "head_of_unit"}[role]
        held = RoleAssignment.objects.get(
            user=self.people[role], capability=capability, delegated_from=None
        )
        lent = RoleAssignment.objects.active().filter(
            user=self.people[to], capability=capability
        )
        if not lent.exists():
            now = timezone.now()
            lend_role(
                assignment=held,
                to=self.people[to],
                begins=now,
                ends=now + timedelta(days=1),
                grounds="Quyết định 1",
            )
        forget_reach(self.people[to])

    @rule()
    def end_what_was_lent(self) -> None:
        lent = RoleAssignment.objects.filter(delegated_from__isnull=False)
        lent.active().update(valid_to=timezone.now() + timedelta(microseconds=1))

    @rule()
    def a_moment_passes(self) -> None:
        assert release_due() == []

    @rule()
    def the_time_to_recall_passes(self) -> None:
        ready = {case.pk for case in Case.objects.filter(state="approved")}
        for case in release_due(now=timezone.now() + LATER):
            ready.discard(case.pk)
            case.refresh_from_db()
            self.reached_readers(case, complete=True)
        for key in ready:  # changed meanwhile: begun anew
            case = Case.objects.get(pk=key)
            assert case.state == CaseState.RUNNING
            self.forget(case)

    @rule()
    def the_worker_is_killed(self) -> None:
        before = self.snapshot()
        changed = [
            case
            for case in Case.objects.with_facts().filter(state="approved")
            if self.asked(case) == ""
        ]
        if changed:
            return
        try:
            with killed_after_publication(), transaction.atomic():
                release_due(now=timezone.now() + LATER)
        except KilledError:
            assert Case.objects.filter(state="approved").exists()
        assert self.snapshot() == before

    def snapshot(self) -> list[Any]:
        return [
            sorted(Case.objects.values_list("pk", "state", "round", "released_at")),
            sorted(NewsPage.objects.values_list("pk", "live", "title", "draft_title")),
            sorted(WorkflowState.objects.values_list("pk", "status")),
            Entry.objects.count(),
        ]

    @rule(number=page_number, name=who)
    def publish_past_the_desk(self, number: int, name: str) -> None:
        page = self.page(number).get_latest_revision().as_object()
        page.title += " (mới)"
        page.live = True
        with pytest.raises(NotReleasedError), transaction.atomic():
            page.save()

    @rule(number=page_number, name=who)
    def cry_emergency(self, number: int, name: str) -> None:
        page, person = self.page(number), self.person(name)
        try:
            case = publish_in_emergency(page=page, actor=person, reason="Bão số 9")
        except RefusedError:
            return
        assert name in {"head", "keeper"}
        self.barred = self.wrote.get(page.pk, set()) | {person.pk}
        self.reached_readers(case, complete=False)

    @rule(number=page_number, name=who)
    def approve_after_the_fact(self, number: int, name: str) -> None:
        case = self.case(number)
        if self.attempt(number, name, confirm_emergency) and case is not None:
            assert not case.barred.filter(pk=self.people[name].pk).exists()

    # --------------------------------------------------------------------- what holds
    @invariant()
    def readers_have_what_was_released(self) -> None:
        for key in self.pages:
            page = NewsPage.objects.get(pk=key)
            assert page.live == (key in self.public)
            if page.live:
                assert words_of(page) == json.loads(self.public[key])["page"]
                deeds = Entry.objects.of(record_of(page)).filter(
                    deed__in=("released", "emergency"),
                    revision_id=page.live_revision_id,
                )
                assert deeds.exists()

    @invariant()
    def nothing_is_approved_that_somebody_still_has_to_see(self) -> None:
        for case in Case.objects.filter(state=CaseState.APPROVED):
            wanted = StepParty.objects.filter(step__version=case.route_version_id)
            assert set(wanted.values_list("pk", flat=True)) == set(self.given[case.pk])

    @invariant()
    def the_mirror_agrees(self) -> None:
        for case in Case.objects.with_facts().select_related("workflow_state"):
            state = case.workflow_state
            if state is None:
                assert case.emergency_reason
                continue
            assert state.workflow_id == case.route_version.workflow_id or (
                not state.is_active
            )
            assert state.status == MIRRORED[CaseState(case.state)]
            at_work = TaskState.objects.filter(
                workflow_state=state, status=TaskState.STATUS_IN_PROGRESS
            )
            positions = [row.task.specific.step.position for row in at_work]
            running = case.state == CaseState.RUNNING
            assert positions == ([case.position] if running else [])

    @invariant()
    def the_chain_holds(self) -> None:
        for key in self.pages:
            record = record_of(NewsPage.objects.get(pk=key))
            before = GENESIS
            for number, entry in enumerate(Entry.objects.of(record), start=1):
                assert (entry.number, entry.previous) == (number, before)
                assert entry.hash == entry_hash(record.code, entry)
                before = entry.hash


MIRRORED = {
    CaseState.RUNNING: WorkflowState.STATUS_IN_PROGRESS,
    CaseState.APPROVED: WorkflowState.STATUS_IN_PROGRESS,
    CaseState.RETURNED: WorkflowState.STATUS_NEEDS_CHANGES,
    CaseState.RELEASED: WorkflowState.STATUS_APPROVED,
    CaseState.WITHDRAWN: WorkflowState.STATUS_CANCELLED,
    CaseState.OVERTAKEN: WorkflowState.STATUS_CANCELLED,
}


def canonical(page: Any) -> str:
    """Return everything that is frozen, as text."""
    return json.dumps(
        canonical_content(page, record_of(page)), cls=DjangoJSONEncoder, sort_keys=True
    )


def words_of(page: Any) -> Any:
    return json.loads(canonical(page))["page"]


def test_the_rules_hold_whatever_people_do(
    proof_size: Callable[[int], int],
) -> None:
    Desk.stage = stage = board()
    unit = stage.living.unit
    Desk.people = {
        "writer": stage.writer,
        "editor": stage.editor,
        "publisher": stage.publisher,
        "second": person_of(unit, Capability.EDITOR, username="second"),
        "head": person_of(unit, Capability.HEAD_OF_UNIT),
        "keeper": UserFactory.create(superuser=True),
    }
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=proof_size(60),
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )

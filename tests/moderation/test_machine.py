"""The rules of the desk as a state machine: whatever people do, in whatever order.

It keeps books of its own about who wrote what and who agreed to which content, and holds
the house against them after every step.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    rule,
    run_state_machine_as_test,
)
from wagtail.models import WorkflowState

from cms.core.gate import NotReleasedError
from cms.demo.underway import full_word
from cms.evidence.content import content_hash
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
    recall,
    recheck,
    release_due,
    return_case,
    submit_item,
    withdraw,
)
from cms.news.models import NewsPage
from cms.routes.specs import PartySpec
from media_library.models import Image
from sites.models import Capability, RoleAssignment
from sites.reach import forget_reach
from sites.services import lend_role
from tests.factories.moderation import board, record_of
from tests.factories.people import UserFactory, person_of
from tests.moderation.books import (
    LATER,
    PEOPLE,
    STEPS,
    TITLES,
    Books,
    Given,
    KilledError,
    canonical,
    killed_after_publication,
    page_number,
    steps,
    who,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service_postgres,
    pytest.mark.proof,
]


class Desk(Books):
    """Everything two items and six people may do."""

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

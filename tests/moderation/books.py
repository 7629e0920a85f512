"""The books a machine keeps of the desk: who wrote what, who agreed to which content."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
)
from wagtail.models import TaskState, WorkflowState

from cms.evidence.chain import GENESIS, entry_hash
from cms.evidence.content import canonical_content, content_hash
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState
from cms.moderation.services import (
    put_in_force,
    releasing,
)
from cms.news.models import NewsPage
from cms.routes.models import StepParty
from cms.routes.services import draw_up
from cms.routes.specs import ALL_CHECKS, PartySpec, RouteSpec, StepSpec
from cms.users.models import User
from sites.models import Capability
from sites.reach import forget_reach
from tests.factories.media import ImageFactory
from tests.factories.moderation import Board, record_of

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


class Books(RuleBasedStateMachine):
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

"""While there is an election, items take the stricter route, wherever they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.moderation.models import Case, CaseState, Notice, NoticeKind
from cms.moderation.services import decide, follow_election, release_due, submit_item
from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Effect
from cms.modes.services import keep_books
from cms.routes.matters import ELECTION
from cms.routes.models import RouteVersion
from cms.routes.specs import PartySpec, StepSpec
from sites.models import Capability
from tests.factories.moderation import (
    APPROVED,
    CHECKED,
    EDITED,
    PUBLISHED,
    Board,
    approve_all,
    deeds_of,
    route_of,
)
from tests.factories.modes import mode_on
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory, living_portal

pytestmark = pytest.mark.django_db
HEAD = PartySpec(capabilities=(Capability.HEAD_OF_UNIT,))
THREE = (
    StepSpec("Biên tập", (CHECKED,)),
    StepSpec("Duyệt đăng", (PUBLISHED,)),
    StepSpec("Người đứng đầu", (HEAD,)),
)
MINUTE = timedelta(minutes=1)


def strict(desk: Board) -> RouteVersion:
    person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    portal = desk.living.portal
    return route_of(portal, *THREE, name="Bầu cử", rank=90, flags=(ELECTION,))


def waiting(desk: Board) -> Case:
    return submit_item(page=desk.draft(), actor=desk.writer)


def test_new_items_take_it_only_while_it_is_on(desk: Board) -> None:
    version = strict(desk)
    assert waiting(desk).route_version != version
    mode_on(desk.living.unit, ModeKind.ELECTION)
    assert waiting(desk).route_version == version


def test_what_is_under_way_begins_anew_and_people_are_told(desk: Board) -> None:
    version = strict(desk)
    running, approved = waiting(desk), approve_all(waiting(desk), desk)
    decide(case=running, actor=desk.editor, word=EDITED)
    mode = mode_on(desk.living.unit, ModeKind.ELECTION, name="Bầu cử đại biểu")
    now = timezone.now()
    keep_books(now=now)
    for case in (running, approved):
        case.refresh_from_db()
        assert (case.route_version, case.state) == (version, CaseState.RUNNING)
        assert (case.position, case.release_at) == (1, None)
        assert deeds_of(case.page)[-1] == "voided"
        told = Notice.objects.filter(case=case, kind=NoticeKind.VOIDED)
        assert told.filter(person=desk.writer).count() == 1
        assert "Bầu cử đại biểu" in told[0].remark
    kinds = Effect.objects.filter(mode=mode).values_list("kind", flat=True)
    assert list(kinds) == [EffectKind.REROUTED] * 2
    assert follow_election(mode=mode, at=now) == []


def test_nothing_slips_out_before_the_books_are_kept(desk: Board) -> None:
    strict(desk)
    case = approve_all(waiting(desk), desk)
    mode_on(desk.living.unit, ModeKind.ELECTION)
    assert release_due(now=timezone.now() + MINUTE) == []
    case.refresh_from_db()
    assert case.page is not None
    assert not case.page.live
    assert case.state == CaseState.RUNNING


def test_with_the_added_consent_it_goes_out(desk: Board) -> None:
    strict(desk)
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    mode_on(desk.living.unit, ModeKind.ELECTION)
    case = waiting(desk)
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    assert release_due(now=timezone.now() + MINUTE) == []
    decide(case=case, actor=head, word=EDITED)
    assert release_due(now=timezone.now() + MINUTE) == [case]


def test_the_route_of_a_unit_above_covers_those_below(desk: Board) -> None:
    above = living_portal(unit=UnitFactory.create())
    desk.living.unit.parent = above.unit
    desk.living.unit.save()
    person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    theirs = route_of(above.portal, *THREE, name="Bầu cử", flags=(ELECTION,))
    mode_on(above.unit, ModeKind.ELECTION)
    assert waiting(desk).route_version == theirs
    own = strict(desk)
    assert waiting(desk).route_version == own


def test_without_a_stricter_route_nothing_changes(desk: Board) -> None:
    case = approve_all(waiting(desk), desk)
    mode_on(desk.living.unit, ModeKind.ELECTION)
    keep_books(now=timezone.now())
    assert release_due(now=timezone.now() + MINUTE) == [case]


def test_other_modes_leave_routes_alone(desk: Board) -> None:
    version = strict(desk)
    mode = mode_on(desk.living.unit, ModeKind.MOURNING)
    case = waiting(desk)
    assert case.route_version != version
    assert follow_election(mode=mode, at=timezone.now()) == []

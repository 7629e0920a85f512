"""Out to readers, alone or together, and stopped before."""

import pytest
from django.utils import timezone

from cms.core.gate import imported
from cms.moderation.models import Case, CaseState, Decision, Waiting
from cms.moderation.refusals import (
    RefusedError,
)
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    decide,
    recall,
    release_due,
    submit_item,
)
from cms.moderation.services.releasing import release
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import (
    APPROVED,
    EDITED,
    TWO_STEPS,
    Board,
    record_of,
    route_of,
)
from tests.factories.people import person_of
from tests.moderation.looking import LATER, approved, bundled, entries, told

pytestmark = pytest.mark.django_db


def test_a_release_says_where_and_tells_who_had_it_in_hand(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    [out] = release_due(now=timezone.now() + LATER)
    assert out == case
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert case.released_at is not None
    entry = entries(page)[-1]
    assert (entry.deed, entry.actor) == ("released", desk.publisher)
    assert entry.facts["host"] == desk.living.host
    assert entry.facts["address"].endswith("/hoi-lang-dai-mo-mo-cua/")
    assert told(case, "released") == {desk.writer.pk, desk.editor.pk}
    assert release_due(now=timezone.now() + LATER) == []
    with pytest.raises(RefusedError):
        recall(case=case, actor=desk.publisher)


def test_a_release_without_everybodys_word_is_refused(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    Decision.objects.filter(position=1).delete()
    with pytest.raises(RefusedError):
        release(case=case)
    running = submit_item(page=desk.draft(title="Khác"), actor=desk.writer)
    with pytest.raises(RefusedError):
        release(case=Case.objects.with_facts().get(pk=running.pk))
    page.refresh_from_db()
    assert not page.live


def test_what_changed_before_its_hour_begins_anew(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    record = record_of(page)
    record.is_political = True
    record.save()
    assert release_due(now=timezone.now() + LATER) == []
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert entries(page)[-1].deed == "voided"
    assert entries(page)[-1].actor is None
    assert told(case, "voided") == {desk.writer.pk, desk.editor.pk, desk.publisher.pk}
    assert not Decision.objects.filter(is_void=False).exists()


def test_a_new_release_overtakes_what_waits_for_a_channel(desk: Board) -> None:
    route_of(desk.living.portal, TWO_STEPS[1], name="Nhóm", destination="group")
    page = desk.draft()
    with imported():
        page.get_latest_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    group = submit_item(page=page, actor=desk.writer, destination="group")
    with imported():
        page.get_latest_revision().publish()
    group.refresh_from_db()
    assert group.state == CaseState.RUNNING  # readers have the same
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng Đại Mỗ, ngày thứ hai"
    page.save_revision(user=desk.writer)
    case = approved(desk, page)
    assert case.destination == "portal"
    release_due(now=timezone.now() + LATER)
    group.refresh_from_db()
    assert group.state == CaseState.OVERTAKEN
    assert not Waiting.objects.exists()


def test_who_wrote_before_the_release_may_approve_what_others_write_after(
    desk: Board,
) -> None:
    page = desk.draft()
    page.save_revision(user=person_of(desk.living.unit, Capability.EDITOR))
    approved(desk, page)
    release_due(now=timezone.now() + LATER)
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng Đại Mỗ, ngày thứ hai"
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    assert cases_awaiting(desk.editor).get() == case


def test_a_bundle_goes_out_at_one_instant_or_waits(desk: Board) -> None:
    _pages, cases, bundle = bundled(desk)
    at = timezone.now() + LATER
    for place, case in enumerate(cases):
        decide(case=case, actor=desk.editor, word=EDITED)
        decide(case=case, actor=desk.publisher, word=APPROVED)
        if place == 0:
            assert release_due(now=at) == []
    out = release_due(now=at + LATER)
    assert {case.pk for case in out} == {case.pk for case in cases}
    moments = set(Case.objects.values_list("released_at", flat=True))
    assert moments == {at + LATER}
    bundle.refresh_from_db()
    assert bundle.released_at == at + LATER
    assert NewsPage.objects.filter(live=True).count() == 2
    assert release_due(now=at + 2 * LATER) == []


def test_one_that_changed_holds_the_whole_bundle(desk: Board) -> None:
    pages, cases, bundle = bundled(desk)
    for case in cases:
        decide(case=case, actor=desk.editor, word=EDITED)
        decide(case=case, actor=desk.publisher, word=APPROVED)
    record = record_of(pages[1])
    record.is_sensitive = True
    record.save()
    assert release_due(now=timezone.now() + LATER) == []
    states = [Case.objects.get(pk=case.pk).state for case in cases]
    assert states == [CaseState.APPROVED, CaseState.RUNNING]
    assert not NewsPage.objects.filter(live=True).exists()
    bundle.refresh_from_db()
    assert bundle.released_at is None

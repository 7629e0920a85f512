"""What keeps an item from setting out, all at once."""

import pytest
from django.utils.translation import gettext as _

from cms.moderation.entrance import (
    faults_at_entrance,
    faults_of_content,
    matching_version,
)
from cms.moderation.frozen import Frozen, freeze
from cms.moderation.models import Case, CaseState
from cms.moderation.services import retire
from cms.news.models import NewsPage
from cms.routes.matters import Matter, matter_of
from sites.models import Capability
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db

NO_ROUTE = (
    "No route of approval covers this. The unit’s administrator has to draw one up."
)


def asked(page: NewsPage) -> tuple[Frozen, Matter]:
    frozen = freeze(page, record_of(page), "portal")
    matter = matter_of(page, record_of(page))
    assert frozen is not None
    assert matter is not None
    return frozen, matter


def test_where_no_route_is_left_a_case_goes_on_with_none(
    desk: Board, page: NewsPage, case: Case
) -> None:
    _frozen, matter = asked(page)
    assert matching_version(matter, case) == case.route_version
    retire(route=case.route_version.route)
    assert matching_version(matter, case) is None
    assert matching_version(matter, None) is None


def test_who_may_submit_and_what_is_submitted(desk: Board, page: NewsPage) -> None:
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    cant = _("You can’t edit this item, so you can’t submit it either.")
    already = _("This item is submitted already.")
    running, returned = (
        Case(state=state) for state in (CaseState.RUNNING, CaseState.RETURNED)
    )
    assert faults_at_entrance(page, desk.writer, None) == []
    assert faults_at_entrance(page, desk.writer, returned) == []
    assert faults_at_entrance(page, desk.writer, running) == [already]
    assert faults_at_entrance(page, auditor, None) == [cant]
    assert faults_at_entrance(page, auditor, running) == [cant, already]


def test_a_route_on_which_somebody_decides(desk: Board, page: NewsPage) -> None:
    frozen, matter = asked(page)
    version = matching_version(matter, None)
    assert faults_of_content(frozen, desk.writer, matter, version) == []
    page.save_revision(user=desk.publisher)
    nobody = _("Nobody can decide at step %(position)d, “%(name)s”.")
    assert faults_of_content(frozen, desk.writer, matter, version) == [
        nobody % {"position": 2, "name": "Duyệt đăng"}
    ]


def test_without_a_route_or_outside_every_portal(desk: Board, page: NewsPage) -> None:
    frozen, matter = asked(page)
    version = matching_version(matter, None)
    for told in ((matter, None), (None, version), (None, None)):
        assert faults_of_content(frozen, desk.writer, *told) == [_(NO_ROUTE)]

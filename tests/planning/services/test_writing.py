"""“Viết tin”: one draft in the section, owned by who writes it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Page

from cms.news.models import NewsPage
from cms.planning.services import write_from
from sites.models import Capability
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of
from tests.factories.planning import assignment_of
from tests.factories.portals import living_portal
from tests.planning.services.test_assignments import now_of


def test_the_draft_is_the_writers_and_made_once(desk: Board) -> None:
    made = assignment_of(
        desk.living.unit, desk.publisher, form="phan_anh", outline="Hỏi hai người."
    )
    page = write_from(assignment=made, section=desk.living.section, actor=desk.writer)
    draft = NewsPage.objects.get(pk=page.pk)
    assert (draft.title, draft.form, draft.live) == (made.title, "phan_anh", False)
    assert (draft.owner, draft.get_parent().pk) == (desk.writer, desk.living.section.pk)
    assert "Hỏi hai người" not in str(draft.body)
    row = now_of(made)
    assert (row.state, row.person, row.record) == (
        "taken_up",
        desk.writer,
        record_of(draft),
    )
    again = write_from(assignment=made, section=desk.living.section, actor=desk.writer)
    assert again.pk == page.pk
    assert NewsPage.objects.count() == 1


def test_not_elsewhere_not_by_others(desk: Board) -> None:
    other = living_portal()
    made = assignment_of(desk.living.unit, desk.publisher, person=desk.writer)
    before = Page.objects.count()
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    for section, actor, fault in (
        (other.section, desk.writer, PermissionDenied),
        (desk.living.section, auditor, PermissionDenied),
        (desk.living.section, desk.editor, ValidationError),
        (desk.living.home, desk.writer, ValidationError),
    ):
        with pytest.raises(fault):
            write_from(assignment=made, section=section, actor=actor)
    assert Page.objects.count() == before
    assert (now_of(made).state, now_of(made).record) == ("planned", None)

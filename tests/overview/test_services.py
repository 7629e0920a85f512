"""Owners of stale sections are told once for each passing of the threshold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.news.models import Placement
from cms.notifications.kinds import Told, kind_of
from cms.notifications.models import Notification
from cms.overview.services import remind_of_sections
from cms.overview.telling import STALE
from cms.pages.models import SectionPage
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living

pytestmark = pytest.mark.django_db


def told() -> list[tuple[int | None, int]]:
    rows = Notification.objects.filter(kind=STALE).order_by("pk")
    return [(row.person_id, row.facts["section"]) for row in rows]


def test_once_for_each_passing(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    owner = person_of(living.unit, Capability.EDITOR)
    SectionPage.objects.filter(pk=living.section.pk).update(
        freshness_days=5, responsible=owner
    )
    now = timezone.now()
    assert remind_of_sections(now=now + timedelta(days=5)) == 0
    late = now + timedelta(days=6)
    assert remind_of_sections(now=late) == 1
    assert remind_of_sections(now=late + timedelta(days=1)) == 0
    assert told() == [(owner.pk, living.section.pk)]
    Placement.objects.update(shown_at=late)  # something new came
    assert remind_of_sections(now=late + timedelta(days=1)) == 0
    assert remind_of_sections(now=late + timedelta(days=7)) == 1
    assert told() == [(owner.pk, living.section.pk)] * 2


def test_nobody_in_charge_nobody_told(living: Living) -> None:
    SectionPage.objects.update(freshness_days=1)
    assert remind_of_sections(now=timezone.now() + timedelta(days=400)) == 0
    assert told() == []


def test_the_letter_names_the_section_as_it_is_called_now(living: Living) -> None:
    line = kind_of(STALE).line
    facts = {"section": living.section.pk}
    assert f"“{living.section.title}”" in line(Told("", facts=facts))
    assert "“…”" in line(Told("", facts={"section": 0}))

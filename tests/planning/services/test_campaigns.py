"""Campaigns are led by one unit and seen by those below it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.planning.models import Campaign
from cms.planning.selectors import missing_topics, shares_of
from cms.planning.services import save_campaign
from sites.models import Capability
from tests.factories.core import TopicFactory
from tests.factories.moderation import Board, released_item
from tests.factories.people import person_of
from tests.factories.planning import assignment_of, campaign_of, days
from tests.factories.portals import UnitFactory


def test_a_campaign_has_an_end_and_a_planner(desk: Board) -> None:
    row = Campaign(unit=desk.living.unit, name="Di sản", starts_on=days(0))
    row.ends_on = days(-1)
    with pytest.raises(ValidationError):
        save_campaign(campaign=row, topics=[], actor=desk.publisher)
    row.ends_on = days(9)
    with pytest.raises(PermissionDenied):
        save_campaign(campaign=row, topics=[], actor=desk.writer)
    assert not Campaign.objects.exists()
    topic = TopicFactory.create(name="Di sản")
    save_campaign(campaign=row, topics=[topic], actor=desk.publisher)
    assert list(Campaign.objects.get().topics.all()) == [topic]


def test_units_below_see_it_and_others_do_not(desk: Board) -> None:
    above, beside = UnitFactory.create(), UnitFactory.create()
    desk.living.unit.parent = above
    desk.living.unit.save()
    led = campaign_of(above)
    campaign_of(beside, name="Của nơi khác")
    assert list(Campaign.objects.visible_to(desk.writer)) == [led]
    stranger = person_of(beside, Capability.FIELD_REVIEWER)
    assert not Campaign.objects.visible_to(stranger).exists()


def test_what_is_missing_is_told_by_topic_and_unit(desk: Board) -> None:
    told, untold = (TopicFactory.create(name=name) for name in ("Di sản", "Lễ hội"))
    campaign = campaign_of(desk.living.unit)
    campaign.topics.set([told, untold])
    silent = UnitFactory.create(parent=desk.living.unit)
    page = released_item(desk, topics=[told])
    planned = assignment_of(desk.living.unit, desk.publisher, campaign=campaign)
    office = person_of(desk.living.unit, Capability.STANDING_OFFICE)
    first, second = sorted(shares_of(campaign, office), key=lambda share: share.unit.pk)
    assert (first.unit, first.assignments) == (desk.living.unit, [planned])
    assert [one.title for one in first.items["Di sản"]] == [page.title]
    assert (first.published, first.fulfilled, first.is_missing) == (1, 0, False)
    assert (second.unit, second.is_missing) == (silent, True)
    assert missing_topics(campaign, [first, second]) == [untold]

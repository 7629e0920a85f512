"""Campaigns."""

from collections.abc import Iterable

from django.db import transaction

from cms.core.models import Topic
from cms.planning.models import Campaign
from cms.planning.permissions import CAMPAIGNS
from cms.planning.refusals import refuse_whoever_may_not
from cms.users.models import User


@transaction.atomic
def save_campaign(
    *, campaign: Campaign, topics: Iterable[Topic], actor: User
) -> Campaign:
    """Store a campaign and what it is about. Raises ``ValidationError`` by field."""
    refuse_whoever_may_not(CAMPAIGNS, actor, campaign)
    if campaign.pk is not None:
        former = Campaign.objects.select_for_update().get(pk=campaign.pk)
        refuse_whoever_may_not(CAMPAIGNS, actor, former)
    campaign.full_clean(exclude=["topics"])
    campaign.save()
    campaign.topics.set(topics)
    return campaign

"""Guests of portals on trial, and browsers that were let in."""

from datetime import timedelta
from typing import Any

import factory
from django.test import Client
from django.utils import timezone
from factory.django import DjangoModelFactory

from cms.provisioning.models import TrialInvitation
from cms.provisioning.passes import DOOR, token_of
from sites.directory import directory
from sites.models import Portal
from tests.factories.people import UserFactory


class TrialInvitationFactory(DjangoModelFactory[TrialInvitation]):
    guest = "Bà Lê Thị Mai"
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Meta:
        model = TrialInvitation


def knock(client: Client, portal: Portal, token: str) -> Any:
    """Open a link at the portal's host."""
    directory.forget()
    return client.get(f"{DOOR}{token}/", headers={"host": portal.site.hostname})


def admit(client: Client, portal: Portal) -> TrialInvitation:
    """Invite the reader who sits at a browser, and open the link there."""
    invitation: TrialInvitation = TrialInvitationFactory.create(portal=portal)
    knock(client, portal, token_of(invitation))
    return invitation

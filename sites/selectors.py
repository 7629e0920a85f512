"""Questions about portals that span several models."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.models import OwnerText, Portal, PortalLanguage, RoleAssignment, Unit


def missing_owner_facts(portal: Portal) -> list[str | Promise]:
    """Return the labels of the five owner facts that the portal does not state."""
    branding = portal.brandings.first()
    text = OwnerText.objects.filter(
        portal=portal,
        locale__in=PortalLanguage.objects.filter(portal=portal).default_locales(),
    ).first()
    facts = [
        (_("name"), text and text.name),
        (_("address"), text and text.address),
        (_("e-mail"), branding and branding.email),
        (_("phone"), branding and branding.phone),
        (_("person responsible for content"), text and text.responsible),
    ]
    return [label for label, value in facts if not value]


def people_serving(
    units: "QuerySet[Unit]", at: datetime | None = None
) -> "QuerySet[AbstractUser]":
    """Return the people who hold any role for any of the units at a moment."""
    roles = RoleAssignment.objects.active(at).filter(unit__in=units)
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(
        is_active=True, pk__in=roles.values("user")
    )
    return people

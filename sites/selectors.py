"""Questions about portals and people that span several models."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.models import WorkflowState

from sites.models import (
    Branding,
    OwnerText,
    Portal,
    PortalLanguage,
    PortalStatus,
    RetiredHostname,
    RoleAssignment,
    Unit,
)
from sites.permissions import FROM_ABOVE
from sites.querysets import UnitQuerySet
from sites.reach import reach_of


def reserved_words(retired: RetiredHostname) -> str:
    """Return why a retired hostname can't be taken, and from whom."""
    return _(
        "“%(host)s” was the address of %(unit)s until %(day)s and stays reserved for it; "
        "the standing office above can release it."
    ) % {
        "host": retired.hostname,
        "unit": retired.portal.unit,
        "day": retired.retired_on.strftime("%d/%m/%Y"),
    }


def missing_owner_facts(portal: Portal) -> list[str | Promise]:
    """Return the labels of the five owner facts that the portal does not state."""
    return owner_facts_missing([portal.pk])[portal.pk]


def owner_facts_missing(portals: Collection[int]) -> dict[int, list[str | Promise]]:
    """Return what each of several portals does not state, in its default language.

    Two queries.
    """
    default = PortalLanguage.objects.filter(
        is_default=True, portal=OuterRef("portal"), locale=OuterRef("locale")
    )
    texts = OwnerText.objects.filter(Exists(default), portal__in=portals)
    brandings = Branding.objects.filter(portal__in=portals).order_by("-pk")
    text_of = {text.portal_id: text for text in texts}
    branding_of = {branding.portal_id: branding for branding in brandings}
    return {key: _missing(text_of.get(key), branding_of.get(key)) for key in portals}


def _missing(text: OwnerText | None, branding: Branding | None) -> list[str | Promise]:
    facts = [
        (gettext_lazy("name"), text and text.name),
        (gettext_lazy("address"), text and text.address),
        (gettext_lazy("e-mail"), branding and branding.email),
        (gettext_lazy("phone"), branding and branding.phone),
        (gettext_lazy("person responsible for content"), text and text.responsible),
    ]
    return [label for label, value in facts if not value]


def units_at_work() -> UnitQuerySet:
    """Return the units of which anything may still be asked.

    Not those that ended, nor those whose portal is frozen: what they published is kept
    and found, and stands on no dashboard (domain-vn.md, 1.9).
    """
    gone = Unit.objects.historic()
    frozen = Portal.objects.filter(status=PortalStatus.FROZEN)
    return Unit.objects.exclude(pk__in=gone.values("pk")).exclude(
        pk__in=frozen.values("unit")
    )


def is_over(unit: Unit) -> bool:
    """Tell of a unit with a portal whether nothing is asked of it any more."""
    ended = unit.valid_to is not None and unit.valid_to < timezone.localdate()
    return ended or unit.portal.status == PortalStatus.FROZEN


def people_serving(
    units: "QuerySet[Unit]", at: datetime | None = None
) -> "QuerySet[AbstractUser]":
    """Return the people who hold any role for any of the units at a moment."""
    roles = RoleAssignment.objects.active(at).filter(unit__in=units)
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(
        is_active=True, pk__in=roles.values("user")
    )
    return people


def units_served_by(user: AbstractUser) -> UnitQuerySet:
    """Return the units for which a person holds any role now."""
    if user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=reach_of(user).held)


def units_allowing(user: AbstractUser, *permissions: str) -> UnitQuerySet:
    """Return the units for which a role held now carries any of the permissions.

    Permissions are written ``app_label.codename``. Django only says that somebody may
    do a thing *somewhere*; whoever edits for one unit and audits another must not edit
    there.
    """
    if user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=reach_of(user).units_allowing(*permissions))


def units_within_reach_of(user: AbstractUser) -> UnitQuerySet:
    """Return the units a person serves and those below them.

    Whom an office may name as in charge or as liable.
    """
    if user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.within(list(reach_of(user).held))


def keepers() -> "QuerySet[AbstractUser]":
    """Return the superusers: the keepers of the house."""
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(
        is_active=True, is_superuser=True
    )
    return people


def people_holding(
    capabilities: Iterable[str], *, unit_id: int | None = None
) -> "QuerySet[AbstractUser]":
    """Return who holds any of the capabilities now, and the keepers.

    For one unit, what is held for a unit above counts where it does so at all.
    """
    wanted = list(capabilities)
    roles = RoleAssignment.objects.active().filter(capability__in=wanted)
    if unit_id is not None:
        above = Unit.objects.above(unit_id)
        roles = roles.filter(
            Q(unit=unit_id) | Q(unit__in=above, capability__in=FROM_ABOVE)
        )
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(
        Q(is_superuser=True) | Q(pk__in=roles.values("user")), is_active=True
    )
    return people


def states_on_route() -> "QuerySet[WorkflowState]":
    """Return where a page of the statement outside stands on its route, if on any."""
    states: QuerySet[WorkflowState] = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return states

"""Questions about cases, who is waited for, bundles, notices."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.routes.models import Destination
from sites.reach import reach_of
from sites.selectors import units_allowing
from sites.veils import hidden_items

OPEN = ("running", "returned", "approved")


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return the cases of units whose records the person reads."""
        rows = self.filter(unit__in=units_allowing(user, "core.view_editorialrecord"))
        hidden = hidden_items(user)
        return rows.exclude(record__translation_key__in=hidden) if hidden else rows

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def of_page(self, page_id: int) -> Self:
        return self.filter(page=page_id)

    def running(self) -> Self:
        return self.filter(state="running")

    def due(self, at: datetime | None = None) -> Self:
        """Return approved cases whose moment has come, alone or as a bundle."""
        now = at or timezone.now()
        to_try = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        come = self.filter(to_try, state="approved", release_at__lte=now)
        return come.order_by("release_at", "pk")

    def unready(self, until: datetime) -> Self:
        """Return what is to be out by then and is not approved by everybody."""
        bundled = Q(scheduled_for__isnull=True, bundle__release_at__lte=until)
        rows = self.filter(state__in=("running", "returned"), destination="portal")
        found = rows.filter(Q(scheduled_for__lte=until) | bundled)
        return found.select_related("bundle")

    def unconfirmed(self) -> Self:
        """Return what was released in an emergency and nobody approved since."""
        return self.filter(confirm_by__isnull=False, confirmed_by__isnull=True)

    def with_facts(self) -> Self:
        """Read along what lists and screens show of a case."""
        return self.select_related(
            *("record__unit", "record__event", "unit", "route_version__route"),
            *("submitted_by", "claimed_by", "assigned_to", "bundle"),
        )


class WaitingQuerySet(models.QuerySet):
    def for_person(self, user: AbstractUser) -> Self:
        """Return what waits for a person's word: by name, or by a role held now.

        What waits for somebody in person does not wait for their deputies.
        """
        condition = _awaited(user)
        for capability, unit_id in sorted(reach_of(user).lent):
            asked = Q(capability=capability, unit=unit_id, party__is_personal=True)
            condition &= ~asked
        return self.filter(condition)

    def known_to(self, user: AbstractUser) -> Self:
        """Return what a person may know is waiting: deputies of who is asked as well.

        It asks nothing beside itself, for it is asked in every request.
        """
        return self.filter(_awaited(user))


def _awaited(user: AbstractUser) -> Q:
    condition = Q(person=user)
    by_capability: dict[str, list[int]] = {}
    for unit_id, held in reach_of(user).held.items():
        for capability in held:
            by_capability.setdefault(capability, []).append(unit_id)
    for capability, units in by_capability.items():
        condition |= Q(capability=capability, unit__in=units)
    return condition


class AuthorshipQuerySet(models.QuerySet):
    def since_release(self, page_id: int) -> Self:
        """Return who wrote on a page since readers got it last."""
        return self.filter(page_id=page_id, is_spent=False)

    def behind(self, page_id: int, destination: str) -> Self:
        """Return who wrote what would come to a destination.

        For the portal that is what changed since readers got it last. To a channel all
        of it is new: nobody has approved any of it for there.
        """
        if destination == Destination.PORTAL:
            return self.since_release(page_id)
        return self.filter(page_id=page_id)


class BundleQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(released_at__isnull=True)

    def visible_to(self, user: AbstractUser) -> Self:
        units = units_allowing(user, "core.view_editorialrecord")
        return self.filter(portal__unit__in=units)


class ConsultationQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return what may be opened: of cases under way, in time, not taken back."""
        return self.filter(
            revoked_at__isnull=True,
            expires_at__gt=at or timezone.now(),
            case__state__in=OPEN,
        )


class NoticeQuerySet(models.QuerySet):
    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def for_person(self, user: Any) -> Self:
        return self.filter(person=user).select_related("case__record", "by")

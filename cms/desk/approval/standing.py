"""What one person may do with one case now. Services ask again at every deed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from cms.core.holds import why_held
from cms.core.models import BasePage
from cms.desk.approval.access import to_confirm
from cms.moderation.models import Case, CaseState
from cms.moderation.selectors import (
    agreed,
    authors_of,
    former_actors,
    is_author,
    last_position,
    matter_of_case,
    may_schedule,
    open_parties,
    party_for,
)
from cms.routes.models import Destination, StepParty
from cms.routes.parties import people_speaking, waits_for
from cms.users.models import User
from sites.selectors import units_allowing


@dataclass
class Standing:
    """A person before a case. Everything is read once."""

    case: Case
    user: User

    @cached_property
    def page(self) -> BasePage | None:
        """The content as it was submitted; None if the page or its version is gone."""
        if self.case.page_id is None:
            return None
        revision = Revision.page_revisions.filter(pk=self.case.revision_id).first()
        return revision.as_object() if revision else None

    @property
    def is_running(self) -> bool:
        return self.case.state == CaseState.RUNNING

    @cached_property
    def wrote(self) -> bool:
        return is_author(self.user, self.case)

    @cached_property
    def party(self) -> StepParty | None:
        """Whose word the person would give; None if the step waits for others."""
        if not self.is_running or self.page is None or self.wrote:
            return None
        found = party_for(self.case, self.user, self.page)
        if found is None or self._has_spoken_here:
            return None
        return found[0]

    @cached_property
    def _has_spoken_here(self) -> bool:
        here = agreed(self.case).filter(position=self.case.position)
        return here.filter(person=self.user).exists()

    @cached_property
    def held(self) -> str:
        """Why the item can't reach readers, whatever is decided here; else empty."""
        if self.page is None or not self.case.is_open:
            return ""
        return why_held(self.page)

    @property
    def is_submitter(self) -> bool:
        return bool(self.case.submitted_by_id == self.user.pk)

    @property
    def claimed_by_other(self) -> bool:
        return self.case.claimed_by_id not in (None, self.user.pk)

    @property
    def has_claimed(self) -> bool:
        return bool(self.case.claimed_by_id == self.user.pk and self.is_running)

    @property
    def may_decide(self) -> bool:
        return self.party is not None and not self.claimed_by_other

    @property
    def may_prioritise(self) -> bool:
        return self.is_running and (self.party is not None or self.is_submitter)

    @cached_property
    def may_comment(self) -> bool:
        """Whoever is at it or edits for the unit; who only reads says nothing here."""
        if not self.case.is_open:
            return False
        if self.party is not None or self.user.pk in former_actors(self.case):
            return True
        editing = units_allowing(self.user, "core.change_editorialrecord")
        return editing.filter(pk=self.case.unit_id).exists()

    @cached_property
    def may_schedule(self) -> bool:
        case = self.case
        alone = case.is_open and self.reaches_portal and case.bundle_id is None
        return alone and may_schedule(case, self.user)

    @property
    def may_withdraw(self) -> bool:
        return self.is_submitter and self.case.is_open

    @cached_property
    def may_recall(self) -> bool:
        if self.case.state != CaseState.APPROVED:
            return False
        return self.is_submitter or agreed(self.case).filter(person=self.user).exists()

    @cached_property
    def may_confirm(self) -> bool:
        if self.case.confirm_by is None or self.case.confirmed_by_id is not None:
            return False
        return to_confirm(self.user).filter(case=self.case).exists()

    @property
    def is_last_word(self) -> bool:
        """Tell whether nothing but the release follows the person’s consent."""
        last = self.case.position == last_position(self.case.route_version)
        return last and len(open_parties(self.case)) == 1

    @property
    def reaches_portal(self) -> bool:
        return bool(self.case.destination == Destination.PORTAL)

    def colleagues(self) -> "QuerySet[Any]":
        """Return who else could decide at this step."""
        if self.page is None or self.party is None:
            return User.objects.none()
        matter = matter_of_case(self.case, self.page)
        waits = [
            wait
            for party in open_parties(self.case)
            for wait in waits_for(party, self.case.record, matter)
        ]
        others = people_speaking(waits).exclude(pk=self.user.pk)
        if self.case.page_id is None:
            return others
        return others.exclude(
            pk__in=authors_of(self.case.page_id, self.case.destination)
        )

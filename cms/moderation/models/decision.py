"""What was decided, who is waited for, and who wrote what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.moderation.models.case import Case
from cms.moderation.querysets import AuthorshipQuerySet, WaitingQuerySet
from cms.routes.models import StepParty
from sites.models import Unit


class Decision(models.Model):
    """One party's consent to a step in one round.

    Consent holds for exactly the content whose hash it names; a change makes it void.
    What is said in words stands in the evidence.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    party = models.ForeignKey(StepParty, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    content_hash = models.CharField(max_length=64)
    checks = models.JSONField(default=list)
    decided_at = models.DateTimeField(_("decided"))
    is_void = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ()
        ordering = ["pk"]  # the clocks of two machines may differ
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round", "party"],
                condition=Q(is_void=False),
                name="decision_once_a_party",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.party}"


class Waiting(models.Model):
    """Whom a running case waits for: a person, or whoever holds a role for a unit.

    An index for lists of work; the truth is asked anew at every decision
    (``cms.routes.parties``).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="waiting")
    party = models.ForeignKey(StepParty, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    capability = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects: ClassVar[WaitingQuerySet] = WaitingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("somebody waited for")
        verbose_name_plural = _("people waited for")
        default_permissions = ()
        indexes = [
            models.Index(fields=["unit", "capability"], name="waiting_by_role"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.capability)


class Authorship(models.Model):
    """Who wrote on a page since it was last released, in one language.

    Autosave overwrites revisions, and old ones may be purged: so it is written down apart
    from them (four eyes; traps.md T9).
    """

    page_id = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    wrote_at = models.DateTimeField()
    is_spent = models.BooleanField(default=False)

    objects: ClassVar[AuthorshipQuerySet] = AuthorshipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page_id", "person"],
                condition=Q(is_spent=False),
                name="authorship_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.page_id}"

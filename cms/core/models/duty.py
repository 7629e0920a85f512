"""Duties: what one holder of a role is charged with (ROLE-15)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.models.topic import Topic
from cms.core.querysets import DutyQuerySet
from sites.models import RoleAssignment


class DutyKind(models.TextChoices):
    """What members of an editorial board share out among themselves."""

    PUBLISH = "publish", _("Publication")
    MODERATE = "moderate", _("Moderation")
    REVIEW = "review", _("Review of content")
    ANSWER = "answer", _("Answering readers")


class Duty(models.Model):
    """A share of the work, for everything, for one section or for one topic.

    It hangs on the role it belongs to and ends with it. It gives no rights: routes of
    approval and lists of work ask whose turn it is.
    """

    assignment = models.ForeignKey(
        RoleAssignment,
        verbose_name=_("role assignment"),
        on_delete=models.CASCADE,
        related_name="duties",
    )
    kind = models.CharField(_("duty"), max_length=10, choices=DutyKind)
    section = models.ForeignKey(
        Page,
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    objects: ClassVar[DutyQuerySet] = DutyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_section_or_topic",
                condition=Q(section__isnull=True) | Q(topic__isnull=True),
                violation_error_message=_("Choose a section or a topic, not both."),
            ),
            models.UniqueConstraint(
                fields=["assignment", "kind"],
                condition=Q(section__isnull=True, topic__isnull=True),
                name="duty_for_everything_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "kind", "section"],
                condition=Q(section__isnull=False),
                name="duty_for_section_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "kind", "topic"],
                condition=Q(topic__isnull=False),
                name="duty_for_topic_once",
            ),
        ]

    def __str__(self) -> str:
        about = self.section.title if self.section else self.topic
        return (
            f"{self.get_kind_display()}: {about}"
            if about
            else str(self.get_kind_display())
        )

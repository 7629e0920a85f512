"""What is watched of a portal, how it stands, and who was told."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.models import Page

from cms.health.findings import LONGEST_DETAIL
from cms.health.querysets import AlarmQuerySet, CheckQuerySet
from cms.health.states import Fault, Kind, State
from sites.models import Portal, PortalHostname

LONGEST_ADDRESS = 2_000  # what an index of PostgreSQL holds


class Source(models.TextChoices):
    """Whose word a date is."""

    CERTIFICATE = "certificate", pgettext_lazy("health", "the certificate itself")
    REGISTRY = "registry", pgettext_lazy("health", "the registry (RDAP)")
    PAPER = "paper", pgettext_lazy("health", "the confirmation of registration")


class Check(models.Model):
    """One thing that is asked about every day: a side of a hostname, or an address.

    ``state`` says what the last asking brought. When nobody answered it is unknown, and
    the facts below stay as they were when somebody last did (``seen_at``).
    """

    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    hostname = models.ForeignKey(
        PortalHostname,
        verbose_name=_("hostname"),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    address = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UNKNOWN
    )
    fault = models.CharField(
        _("reason"), max_length=12, choices=Fault, blank=True, default=Fault.NOT_ASKED
    )
    asked_at = models.DateTimeField(_("last asked"), null=True)

    # The last known facts
    known_state = models.CharField(max_length=10, choices=State, blank=True)
    seen_at = models.DateTimeField(_("last answered"), null=True)
    detail = models.CharField(_("details"), max_length=LONGEST_DETAIL, blank=True)
    expires_on = models.DateField(_("good until"), null=True)
    source = models.CharField(
        _("source of the date"), max_length=12, choices=Source, blank=True
    )
    lands_at = models.CharField(
        _("leads to"), max_length=LONGEST_ADDRESS, blank=True, default=""
    )
    # Since when every asking brought no answer, or only bad ones.
    failing_since = models.DateTimeField(_("failing since"), null=True)

    # What somebody decided: not to be told of this state again.
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set aside by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    set_aside_at = models.DateTimeField(_("set aside"), null=True)
    reason = models.CharField(_("why"), max_length=255, blank=True)

    objects: ClassVar[CheckQuerySet] = CheckQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("health check")
        verbose_name_plural = _("health checks")
        ordering = ["portal", "kind", "address"]
        indexes = [
            models.Index(fields=["portal", "state"], name="check_by_state"),
            models.Index(fields=["kind", "asked_at"], name="check_by_asking"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["hostname", "kind"],
                condition=Q(hostname__isnull=False),
                name="check_of_hostname_once",
            ),
            models.UniqueConstraint(
                fields=["portal", "address"],
                condition=Q(hostname__isnull=True),
                name="check_of_link_once",
            ),
            models.CheckConstraint(
                name="check_of_hostname_or_link",
                condition=Q(kind=Kind.LINK, hostname__isnull=True)
                | ~Q(kind=Kind.LINK) & Q(hostname__isnull=False),
            ),
            models.CheckConstraint(
                name="check_set_aside_says_why",
                condition=Q(set_aside_at__isnull=True, reason="")
                | Q(set_aside_at__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.address}"

    @property
    def unit_id(self) -> int:
        unit_id: int = self.portal.unit_id
        return unit_id

    @property
    def is_link(self) -> bool:
        return self.kind == Kind.LINK

    @property
    def days_left(self) -> int | None:
        return self.days_to(timezone.localdate())

    def days_to(self, today: date) -> int | None:
        return None if self.expires_on is None else (self.expires_on - today).days


class StateChange(models.Model):
    """One change of a state. Rows are added and never changed."""

    about = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="changes")
    happened_at = models.DateTimeField()
    before = models.CharField(max_length=10, choices=State)
    after = models.CharField(max_length=10, choices=State)
    fault = models.CharField(max_length=12, choices=Fault, blank=True)
    detail = models.CharField(max_length=LONGEST_DETAIL, blank=True)

    class Meta:
        verbose_name = _("change of a state")
        verbose_name_plural = _("changes of states")
        ordering = ["-happened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class Alarm(models.Model):
    """What people are to be told, once.

    ``mark`` tells it from every other of its check: the day before an end that was
    reached and that end, or the change of state it comes from.
    """

    about = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="alarms")
    mark = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State)
    raised_at = models.DateTimeField()

    objects: ClassVar[AlarmQuerySet] = AlarmQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["raised_at", "pk"]
        indexes = [models.Index(fields=["raised_at"], name="alarm_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["about", "mark"], name="alarm_once")
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_state_display()}"


class Letter(models.Model):
    """The one letter that a person gets on a day, with all alarms it told of."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()
    alarms = models.ManyToManyField(Alarm, related_name="letters")

    class Meta:
        verbose_name = _("letter about alarms")
        verbose_name_plural = _("letters about alarms")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="letter_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"


class LinkUse(models.Model):
    """Where a link to outside stands: on a page, or in the portal's menus."""

    about = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["about", "page"], name="link_use_once"),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(page__isnull=True),
                name="link_use_in_menus_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} · {self.page or '–'}"


class PageRead(models.Model):
    """Which state of a live page was read for its links, and where the page stood."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField(null=True)
    folder = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("page read for links")
        verbose_name_plural = _("pages read for links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.page)

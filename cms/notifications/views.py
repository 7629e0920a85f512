"""Notifications in the administration: a unit's, and one's own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.notifications.forms import PersonForm, RecipientForm, UnitForm
from cms.notifications.kinds import known_kinds
from cms.notifications.models import Recipient
from cms.notifications.permissions import NOTIFICATIONS
from cms.notifications.selectors import dead_mailboxes_in, undelivered_in
from cms.notifications.services import (
    add_recipient,
    choose_for_person,
    choose_for_unit,
    remove_recipient,
    try_again,
)

UNPROCESSABLE = 422
SHOWN = 30  # of what was not delivered


class NotificationsPage(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Notifications")
    header_icon = "mail"

    @property
    def person(self) -> Any:
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": str(self.page_title)}]

    def answer(self, **context: Any) -> HttpResponse:
        found = self.get_context_data(**context)
        response: HttpResponse = self.render_to_response(found, status=UNPROCESSABLE)
        return response


class UnitView(NotificationsPage):
    """How one unit tells its people, whom besides, and which mailboxes take nothing."""

    template_name = "admin/notifications/unit.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not NOTIFICATIONS.user_has_any_permission(request.user, ["change"]):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def units(self) -> Any:
        return NOTIFICATIONS.units(self.person, ["change"])

    @cached_property
    def unit(self) -> Any:
        asked = self.request.GET.get("unit", "")
        if asked.isdecimal():
            return get_object_or_404(self.units, pk=asked)
        found = self.units.first()
        if found is None:
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", UnitForm(unit=self.unit))
        kwargs.setdefault("adding", RecipientForm(unit=self.unit))
        names = {kind.name: kind.label for kind in known_kinds()}
        added = Recipient.objects.filter(unit=self.unit).select_related("person")
        late = undelivered_in(self.unit, timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "unit": self.unit,
            "units": self.units,
            "required": [kind.label for kind in known_kinds() if kind.is_required],
            "recipients": [(row, names.get(row.kind, row.kind)) for row in added],
            "dead": dead_mailboxes_in(self.unit),
            "undelivered": [
                (row, names.get(row.kind, row.kind)) for row in late[:SHOWN]
            ],
            "number_undelivered": late.count(),
        }

    def post(self, request: HttpRequest) -> HttpResponseBase:
        deeds = {
            "save": self._save,
            "add": self._add,
            "remove": self._remove,
            "retry": self._retry,
        }
        act = deeds.get(request.POST.get("deed", ""))
        if act is None:
            raise PermissionDenied
        fault = act(request.POST)
        if fault is not None:
            return fault
        return redirect(f"{reverse('notifications:index')}?unit={self.unit.pk}")

    def _done(self, words: str) -> None:
        log(self.unit, "dinh.set_notifications", user=self.person)
        messages.success(self.request, words)

    def _save(self, sent: Any) -> HttpResponse | None:
        form = UnitForm(sent, unit=self.unit)
        if not form.is_valid():
            return self.answer(form=form)
        choose_for_unit(
            unit=self.unit,
            modes=form.modes,
            digest_at=form.cleaned_data["digest_at"],
            quiet=form.quiet,
        )
        self._done(_("Saved."))
        return None

    def _add(self, sent: Any) -> HttpResponse | None:
        form = RecipientForm(sent, unit=self.unit)
        if not form.is_valid():
            return self.answer(adding=form)
        try:
            add_recipient(unit=self.unit, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
            return self.answer(adding=form)
        self._done(_("Added."))
        return None

    def _remove(self, sent: Any) -> None:
        key = sent.get("recipient", "")
        own = Recipient.objects.filter(unit=self.unit)
        row = get_object_or_404(own, pk=key if key.isdecimal() else 0)
        remove_recipient(recipient=row)
        self._done(_("Taken away."))

    def _retry(self, sent: Any) -> None:
        """Write again to a mailbox of this unit, whichever it is."""
        own = {str(row.pk): row for row, _whose in dead_mailboxes_in(self.unit)}
        row = own.get(sent.get("mailbox", ""))
        if row is None:
            raise PermissionDenied
        try_again(mailbox=row)
        self._done(_("Letters are sent there again. If it refuses, it is shown here."))


class OwnView(NotificationsPage):
    """What a person chooses for themselves."""

    template_name = "admin/notifications/own.html"
    page_title = gettext_lazy("How you are told")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", PersonForm(person=self.person))
        required = [kind.label for kind in known_kinds() if kind.is_required]
        return {**super().get_context_data(**kwargs), "required": required}

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = PersonForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.answer(form=form)
        choose_for_person(person=self.person, modes=form.modes, quiet=form.quiet)
        messages.success(request, _("Saved."))
        return redirect("notifications:own")

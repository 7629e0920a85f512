"""A portal on trial: its guests, its checklist, and the deed that opens it for all."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, ngettext

from cms.provisioning import names
from cms.provisioning.checklist import NotReadyError, Point, points_of
from cms.provisioning.forms import FactsForm, GuestForm
from cms.provisioning.models import DnsState, OpeningState, TrialInvitation
from cms.provisioning.passes import link_to
from cms.provisioning.services.drafts import ClosedError, StaleError
from cms.provisioning.services.official import note_dns, open_for_all, state_facts
from cms.provisioning.services.trials import invite_guest, withdraw_guest
from cms.provisioning.views.screens import OpeningScreen, viewer_of
from cms.provisioning.views.wizard import UNPROCESSABLE, leading_to
from sites.models import Branding, OwnerText, Portal, PortalLanguage

FACTS = ("hostname", "decision", "decided_on", "signer", "decision_file")
OWNER = ("name", "address", "email", "phone", "responsible")


class RecordView(OpeningScreen):
    template_name = "admin/provisioning/record.html"
    points: list[Point] | None = None

    @cached_property
    def portal(self) -> Portal:
        portals = Portal.objects.select_related("unit", "site", "collection")
        portal: Portal = get_object_or_404(portals, pk=self.opening.portal_id)
        return portal

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.opening.portal_id is None:
            return redirect(leading_to(self.opening))
        return self._shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deeds = {
            "facts": self.do_facts,
            "dns": self.do_dns,
            "invite": self.do_invite,
            "withdraw": self.do_withdraw,
            "open": self.do_open,
        }
        deed = deeds.get(request.POST.get("deed", ""))
        if deed is None or self.opening.portal_id is None:
            return HttpResponse(status=400)
        try:
            return deed(viewer_of(request))
        except StaleError as fault:
            self.say_stale(fault)
        except ClosedError:
            messages.info(request, _("It has been done already."))
        return self._back()

    def do_facts(self, actor: Any) -> HttpResponse:
        form = FactsForm(self.request.POST, portal=self.portal)
        if not form.is_valid():
            return self._shown(facts=form, status=UNPROCESSABLE)
        facts = form.cleaned_data
        state_facts(
            opening=self.opening,
            actor=actor,
            version=self.told_version(),
            owner={name: facts[name] for name in OWNER},
            **{name: facts[name] for name in FACTS},
        )
        messages.success(self.request, _("Saved."))
        return self._back()

    def do_dns(self, actor: Any) -> HttpResponse:
        self._ask()
        return self._back()

    def do_invite(self, actor: Any) -> HttpResponse:
        form = GuestForm(self.request.POST)
        if not form.is_valid():
            return self._shown(guest=form, status=UNPROCESSABLE)
        try:
            invite_guest(actor=actor, portal=self.portal, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self._shown(guest=form, status=UNPROCESSABLE)
        messages.success(self.request, _("Invited. The link stands in the list."))
        return self._back()

    def do_withdraw(self, actor: Any) -> HttpResponse:
        told = self.request.POST.get("invitation", "")
        invitations = TrialInvitation.objects.filter(portal=self.portal)
        key = int(told) if told.isdecimal() and len(told) < 18 else 0  # noqa: PLR2004
        withdraw_guest(invitation=get_object_or_404(invitations, pk=key))
        messages.success(self.request, _("Withdrawn: the link leads nowhere now."))
        return self._back()

    def do_open(self, actor: Any) -> HttpResponse:
        try:
            open_for_all(
                opening=self.opening,
                actor=actor,
                version=self.told_version(),
                dns=self._ask(),
            )
        except NotReadyError as error:
            self.points = error.points
            return self._shown(status=UNPROCESSABLE)
        messages.success(self.request, _("The portal is open."))
        return self._back()

    def _ask(self) -> DnsState:
        hostname = self.opening.hostname
        dns = names.ask(hostname)
        note_dns(opening=self.opening, hostname=hostname, dns=dns)
        return dns

    def _back(self) -> HttpResponse:
        return redirect("openings:record", self.opening.pk)

    def _shown(
        self,
        *,
        facts: FactsForm | None = None,
        guest: GuestForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = self.get_context_data(
            facts=facts or FactsForm(initial=self._facts(), portal=self.portal),
            guest_form=guest or GuestForm(),
        )
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opening, portal = self.opening, self.portal
        points = self.points
        if points is None:
            points = points_of(opening, portal, DnsState(opening.dns))
        missing = sum(not point.is_met for point in points)
        return {
            **super().get_context_data(**kwargs),
            "opening": opening,
            "portal_shown": portal,
            "is_trial": opening.state == OpeningState.TRIAL,
            "points": points,
            "missing": missing,
            "head": ngettext(
                "Not open yet: %(number)d thing is still to be done.",
                "Not open yet: %(number)d things are still to be done.",
                missing,
            )
            % {"number": missing},
            "guests": self._guests(),
        }

    def _guests(self) -> list[dict[str, Any]]:
        rows = TrialInvitation.objects.filter(portal=self.portal).select_related(
            "invited_by", "portal__site"
        )
        return [
            {"row": row, "link": link_to(row) if row.is_good else ""}
            for row in rows[:200]
        ]

    def _facts(self) -> dict[str, Any]:
        default = PortalLanguage.objects.filter(portal=self.portal, is_default=True)
        text = OwnerText.objects.filter(
            portal=self.portal, locale__in=default.values("locale")
        ).first()
        branding = Branding.objects.filter(portal=self.portal).first()
        return {
            **{name: getattr(self.opening, name) for name in FACTS},
            **{
                name: getattr(text, name, "")
                for name in ("name", "address", "responsible")
            },
            **{name: getattr(branding, name, "") for name in ("email", "phone")},
        }

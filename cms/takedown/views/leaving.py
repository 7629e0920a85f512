"""From a page: hide it, ask for its takedown, stop it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.models import EditorialRecord
from cms.takedown.forms import LeaveForm, StopForm
from cms.takedown.leaving import pages_of
from cms.takedown.listeners import listeners
from cms.takedown.models import Removal
from cms.takedown.permissions import REMOVALS
from cms.takedown.services import ask, hide, stop
from sites.columns import moment

Crumb = dict[str, Any]
UNPROCESSABLE = 422


class LeaveView(WagtailAdminTemplateMixin, FormView):
    """A deed about one page's item, with a reason. Only this very unit's people."""

    template_name = "admin/takedown/leave.html"
    form_class: type[LeaveForm] = LeaveForm
    header_icon = "no-view"
    action: ClassVar[str]
    title: ClassVar[str | Promise]
    lead: ClassVar[str | Promise]
    submit: ClassVar[str | Promise]
    request: HttpRequest

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not REMOVALS.may(request.user, self.action, self.record.unit_id):  # type: ignore[arg-type]
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def record(self) -> EditorialRecord:
        records = EditorialRecord.objects.of_page(self.kwargs["page_id"])
        return get_object_or_404(records.select_related("unit"))

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[Crumb]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.kwargs["page_id"]])
        return [
            {"url": edit, "label": self.record.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = pages_of(self.record)
        return {
            **context,
            "record": self.record,
            "lead": self.lead,
            "submit": self.submit_label(),
            "live": [page for page in pages if page.live],
            "places": [one.label for one in listeners()],
            "back_url": reverse(
                "wagtailadmin_pages:edit", args=[self.kwargs["page_id"]]
            ),
        }

    def submit_label(self) -> str:
        return str(self.submit)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            removal = self.act(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.told(removal))
        return redirect("takedown:inspect", removal.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form), status=UNPROCESSABLE
        )

    def act(self, form: Any) -> Removal:
        raise NotImplementedError

    def told(self, removal: Removal) -> str:
        raise NotImplementedError

    def reasons(self, form: Any) -> dict[str, Any]:
        return {
            "record": self.record,
            "actor": self.request.user,
            "reason": form.cleaned_data["reason"],
        }


class HideView(LeaveView):
    action = "hide"
    title = gettext_lazy("Hide for the time being")
    lead = gettext_lazy(
        "The item leaves its readers at once, in every language. Somebody else of the "
        "board confirms this or shows it again."
    )
    submit = gettext_lazy("Hide now")

    def act(self, form: Any) -> Removal:
        return hide(**self.reasons(form), words=form.cleaned_data["words"])

    def told(self, removal: Removal) -> str:
        words = _("Hidden. The board decides by %(moment)s.")
        return words % {"moment": moment(removal.due_at)}


class AskView(LeaveView):
    action = "ask"
    title = gettext_lazy("Confirm the takedown")
    lead = gettext_lazy(
        "The item stays until somebody else of the board agrees. Then it leaves every "
        "place below at once, and its addresses say when and why."
    )

    def submit_label(self) -> str:
        number = len(listeners())
        words = ngettext(
            "Take down from %(number)d place",
            "Take down from %(number)d places",
            number,
        )
        return words % {"number": number}

    def act(self, form: Any) -> Removal:
        return ask(**self.reasons(form), words=form.cleaned_data["words"])

    def told(self, removal: Removal) -> str:
        return _("Asked for. Somebody else of the board decides.")


class StopView(LeaveView):
    action = "stop"
    form_class = StopForm
    header_icon = "lock"
    title = gettext_lazy("Stop at once")
    lead = gettext_lazy(
        "The item leaves its readers at once. Its text, versions, files and comments are "
        "closed to everybody in the administration but the two people you name, "
        "yourself and the keepers of the house included."
    )
    submit = gettext_lazy("Stop at once")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "record": self.record}

    def act(self, form: Any) -> Removal:
        return stop(
            **self.reasons(form),
            keepers=form.keepers,
            words_of_actor=form.cleaned_data["words"],
        )

    def told(self, removal: Removal) -> str:
        return _("Stopped. Only the two people you named can read it.")

"""“Gửi tin”: the screen for contributors, what became of it, and the file they sent."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.sections import SectionFacts
from cms.intake.forms import ROWS, SendingForm
from cms.intake.models import Sending
from cms.intake.permissions import may_send, sections_for
from cms.intake.services import Letter, send_in
from cms.moderation.models import Case
from cms.planning.models import Orientation
from sites.models import Unit
from sites.working import working_unit_of

UNPROCESSABLE = 422
SHOWN = 5
# A page that was sent in is nobody's to keep; the file is not a page.
FILE_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class RoomPage(WagtailAdminTemplateMixin):
    """A page of this room, with the way to it."""

    header_icon = "upload"
    request: HttpRequest

    @property
    def person(self) -> Any:
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.get_page_title()},
        ]


class SendView(RoomPage, FormView):
    """One form on one screen; sent again with the same key it is the same item."""

    template_name = "admin/intake/send.html"
    form_class = SendingForm
    page_title = gettext_lazy("Send an item")

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_send(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        if request.method == "POST" and not self.sections:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit the form was opened for.

        Another tab may have chosen another unit since: the item stays where it was
        meant to go, if the person may write there.
        """
        told = self.request.POST.get("unit", "")
        if not told.isdecimal():
            return working_unit_of(self.request)
        return Unit.objects.select_related("portal").filter(pk=told).first()

    @cached_property
    def sections(self) -> list[SectionFacts]:
        return sections_for(self.person, self.unit)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "user": self.person,
            "unit": self.unit,
            "sections": self.sections,
        }

    def get_form(self, form_class: Any = None) -> Any:
        return super().get_form(form_class) if self.sections else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a second sending before anything of it is read again."""
        found = self._sent_before(request.POST.get("key", ""))
        return self._to(found) if found else super().post(request, *args, **kwargs)

    def _sent_before(self, told: str) -> Sending | None:
        try:
            key = UUID(told)
        except ValueError:
            return None  # the form says what is wrong
        return Sending.objects.sent_once(self.person, key).first()

    def form_valid(self, form: SendingForm) -> HttpResponse:
        sending = send_in(
            actor=self.person, unit=self._own_unit, letter=self._letter(form)
        )
        return self._to(sending)

    def form_invalid(self, form: SendingForm) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form), status=UNPROCESSABLE
        )

    @property
    def _own_unit(self) -> Unit:
        if self.unit is None:
            raise PermissionDenied
        return self.unit

    def _to(self, sending: Sending) -> HttpResponse:
        return HttpResponseRedirect(reverse("intake:sent", args=[sending.pk]))

    def _letter(self, form: SendingForm) -> Letter:
        told = form.cleaned_data
        chosen = told["section"]
        return Letter(
            key=told["key"],
            title=told["title"],
            manuscript=form.manuscript,
            section=form.sections[chosen] if chosen else self.sections[0],
            leaves_section=not chosen,
            liable_person=told["liable_person"],
            pictures=form.uploads,
            from_file=form.from_file,
            event=told["event"],
            event_words=told["event_words"],
            note=told["note"],
            text=told["markup"] or told["text"],
            is_markup=bool(told["markup"]),
            file=told["file"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "unit": self.unit,
            "sent": Sending.objects.newest_of(self.person, SHOWN),
            "notes": Orientation.objects.in_force().addressed_to(self.person),
            "rows": ROWS,
            "draft_name": f"dinh-intake-{self.person.pk}-{self.unit.pk if self.unit else 0}",
        }


def sendings_of(request: HttpRequest) -> "QuerySet[Sending]":
    found: QuerySet[Sending] = Sending.objects.visible_to(request.user)  # type: ignore[arg-type]
    return found.select_related("record__unit", "sender", "liable_person", "event")


class SentView(RoomPage, TemplateView):
    """The receipt: what was sent, where it is now, what could not be taken."""

    template_name = "admin/intake/sent.html"
    page_title = gettext_lazy("Item sent in")

    @cached_property
    def sending(self) -> Sending:
        return get_object_or_404(sendings_of(self.request), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = Page.objects.filter(pk=self.sending.item.page_id).first()
        policy = policy_registry.get_by_type(Page)
        may_edit = page is not None and policy.user_has_permission_for_instance(
            self.request.user, "change", page
        )
        return {
            **context,
            "sending": self.sending,
            "page": page,
            "case": Case.objects.filter(record=self.sending.record_id).last(),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk])
            if may_edit
            else "",
            "left_out": [LEFT_OUT[name] for name in self.sending.left_out],
            "draft_name": (
                f"dinh-intake-{self.request.user.pk}-{self.sending.item.unit_id}"
            ),
        }


LEFT_OUT = {
    "notes": gettext_lazy("Footnotes and endnotes"),
    "objects": gettext_lazy("Objects of other programs, formulas among them"),
    "pictures": gettext_lazy(
        "Pictures in a form that readers can't be shown: send them on their own"
    ),
}


class FileView(View):
    """The Word file as it came, for whoever may read the sending."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        sending = get_object_or_404(sendings_of(request), pk=pk)
        if not sending.file:
            raise Http404(_("There was no file."))
        try:
            file = default_storage.open(sending.file.name or "")
        except OSError as fault:
            raise Http404 from fault
        return FileResponse(
            file,
            as_attachment=True,
            filename=sending.file_name,
            content_type=WORD,
            headers=FILE_HEADERS,
        )

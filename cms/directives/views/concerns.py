"""One item that is “chưa đẹp”: masked, asked about, answered (SEC-06)."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.deeds import Deeds
from cms.core.models import EditorialRecord
from cms.directives.forms import (
    AskedForm,
    MaskedForm,
    ResponsibleForm,
    UnitReplyForm,
)
from cms.directives.models import Concern
from cms.directives.services import (
    confirm_masking,
    mark_concern,
    note_asked,
    note_reply,
)
from cms.directives.services.concerns import CHANGE
from sites.selectors import units_allowing


class ConcernView(Deeds, WagtailAdminTemplateMixin, TemplateView):
    """What has to happen with such an item, in order, by whoever works on it."""

    template_name = "admin/directives/concern.html"
    header_icon = "warning"
    page_title = gettext_lazy("What is amiss")
    deed_forms: ClassVar = {
        "mark": ResponsibleForm,
        "mask": MaskedForm,
        "ask": AskedForm,
        "reply": UnitReplyForm,
    }

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.may_act():
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def record(self) -> EditorialRecord:
        records = EditorialRecord.objects.of_page(self.kwargs["page_id"])
        return get_object_or_404(records.select_related("unit"))

    @property
    def concern(self) -> Concern | None:
        rows = Concern.objects.select_related("masked_by", "asked_by", "record")
        return rows.filter(record=self.record).first()

    def told(self) -> dict[str, Any]:
        return {"unit_id": self.record.unit_id}

    def may(self, deed: str) -> bool:
        return self.may_act()

    def may_act(self) -> bool:
        units = units_allowing(self.person, CHANGE)
        return units.filter(pk=self.record.unit_id).exists()

    def marked(self) -> Concern:
        return get_object_or_404(Concern, record=self.record)

    def do_mark(self, form: Any) -> None:
        named = form.cleaned_data["responsible"]
        mark_concern(record=self.record, responsible=named, actor=self.person)

    def do_mask(self, form: Any) -> None:
        confirm_masking(concern=self.marked(), actor=self.person)

    def do_ask(self, form: Any) -> None:
        day = form.cleaned_data["asked_on"]
        note_asked(concern=self.marked(), on=day, actor=self.person)

    def do_reply(self, form: Any) -> None:
        data = form.cleaned_data
        note_reply(
            concern=self.marked(),
            reply=data["unit_reply"],
            on=data["unit_replied_on"],
            actor=self.person,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.kwargs["page_id"]])
        return [
            {"url": edit, "label": self.record.title},
            {"url": "", "label": _("What is amiss")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "concern": self.concern,
            "forms": self.forms,
        }

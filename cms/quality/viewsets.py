"""The lists that checks of content look things up in."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.views import (
    OwnUnitsDeleteView,
    OwnUnitsEditView,
    OwnUnitsHistoryView,
    OwnUnitsIndexView,
)
from cms.quality.forms import LeaderForm, LegalTextForm, RuleSettingForm, SourceForm
from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from cms.quality.rules.table import RULES
from sites.columns import DayColumn
from sites.views import CreateView

KEPT_VIEWS = {
    *("index", "index_results", "add", "edit", "delete"),
    *("history", "history_results"),
}
HOUSE = _("The whole house")


def whose(entry: Any) -> str | Promise:
    return entry.unit.short_name if entry.unit_id else HOUSE


UNIT_COLUMN = Column("unit", label=_("Holds for"), accessor=whose)


class KeptIndexView(OwnUnitsIndexView):
    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit")


class RuleIndexView(KeptIndexView):
    list_help = _(
        "How strictly content is checked, where it differs from what is usual. What "
        "blocks keeps an item from being submitted; a unit can only tighten."
    )
    list_empty = _("Every rule is as usual.")


class SourceIndexView(KeptIndexView):
    list_help = _(
        "Sites that items may be taken over from without a reason, with all names below "
        "theirs."
    )
    list_empty = _("No source has been entered yet.")


class LegalTextIndexView(KeptIndexView):
    list_help = _(
        "Laws, decrees and circulars. Citing one that has ended warns its writer; items "
        "from before keep what they cite."
    )
    list_empty = _("No legal text has been entered yet.")


class LeaderIndexView(KeptIndexView):
    list_help = _(
        "Who holds which office from when to when, and who is named first. A wrong or "
        "former title warns its writer, by the day of the event."
    )
    list_empty = _("No leader has been entered yet.")


class KeptViewSet(ModelViewSet):
    """A list of the house and of units."""

    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    add_view_class = CreateView
    edit_view_class = OwnUnitsEditView
    delete_view_class = OwnUnitsDeleteView
    history_view_class = OwnUnitsHistoryView
    panels: ClassVar[list[Any]]
    form_base: ClassVar[type[Any]]

    def get_edit_handler(self) -> Any:
        handler = ObjectList(self.panels, base_form_class=self.form_base)
        return handler.bind_to_model(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]


def rule_label(setting: RuleSetting) -> str | Promise:
    rule = RULES.get(setting.code)
    return rule.label if rule else setting.code


class RuleViewSet(KeptViewSet):
    model = RuleSetting
    name = "content-rules"
    icon = "check"
    menu_label = _("Rules")
    index_view_class = RuleIndexView
    form_base = RuleSettingForm
    panels = [
        FieldPanel("unit"),
        FieldPanel("code"),
        FieldPanel("severity"),
        FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
    ]
    search_fields = ("code",)
    list_display = [
        "__str__",
        Column("rule", label=_("Rule"), accessor=rule_label),
        *("least", "most"),
        UNIT_COLUMN,
    ]


class SourceViewSet(KeptViewSet):
    model = OfficialSource
    name = "official-sources"
    icon = "site"
    menu_label = _("Official sources")
    index_view_class = SourceIndexView
    form_base = SourceForm
    panels = [FieldPanel("unit"), FieldPanel("name"), FieldPanel("host")]
    search_fields = ("name", "host")
    list_display = ["name", "host", UNIT_COLUMN]


class LegalTextViewSet(KeptViewSet):
    model = LegalText
    name = "legal-texts"
    icon = "doc-full"
    menu_label = _("Legal texts")
    index_view_class = LegalTextIndexView
    form_base = LegalTextForm
    panels = [
        FieldPanel("unit"),
        FieldPanel("number"),
        FieldPanel("title"),
        FieldPanel("other_names"),
        FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_to")]),
        FieldPanel("replaced_by"),
    ]
    search_fields = ("number", "title")
    list_display = [
        *("number", "title"),
        DayColumn("in_force_to", label=_("Last day in force"), sort_key="in_force_to"),
        "replaced_by",
        UNIT_COLUMN,
    ]


class LeaderViewSet(KeptViewSet):
    model = Leader
    name = "leaders"
    icon = "user"
    menu_label = _("Leaders")
    index_view_class = LeaderIndexView
    form_base = LeaderForm
    panels = [
        FieldPanel("unit"),
        FieldPanel("name"),
        FieldPanel("title"),
        FieldPanel("protocol_order"),
        FieldRowPanel([FieldPanel("held_from"), FieldPanel("held_to")]),
    ]
    search_fields = ("name", "title")
    list_display = [
        *("name", "title", "protocol_order"),
        DayColumn("held_from", label=_("From"), sort_key="held_from"),
        DayColumn("held_to", label=_("Last day"), sort_key="held_to"),
        UNIT_COLUMN,
    ]


class QualityGroup(ViewSetGroup):
    items = (RuleViewSet, SourceViewSet, LegalTextViewSet, LeaderViewSet)
    menu_label = _("Checks of content")
    menu_icon = "check"
    menu_order = 690

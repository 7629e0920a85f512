"""The screen on which days to remember are kept."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms.almanac.falling import day_in
from cms.almanac.models import Occasion
from cms.almanac.permissions import OCCASIONS
from cms.core.views import OwnUnitsDeleteView, OwnUnitsEditView, OwnUnitsIndexView
from sites.columns import NOTHING, day
from sites.views import CreateView

KEPT_VIEWS = {"index", "index_results", "add", "edit", "delete"}
NO_SUCH_VIEWS = ("history_url_name", "usage_url_name")


class OccasionForm(WagtailAdminModelForm):
    """Offers the units whose days somebody keeps; the whole house to its keepers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.for_user
        field: Any = self.fields["unit"]
        field.queryset = OCCASIONS.units(user, ["add", "change"])
        field.required = not user.is_superuser
        field.empty_label = _("The whole house") if user.is_superuser else None


class OccasionIndexView(OwnUnitsIndexView):
    page_title = _("Days to remember")
    list_help = _(
        "They stand in the editorial calendar each year, lunar ones on the right day. A "
        "unit’s days count for the units below it as well."
    )
    list_empty = _("No day to remember has been entered yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit")


def written(occasion: Occasion) -> str:
    """Return the day as it is written down, “10/3 âm” for a lunar one."""
    lunar = " âm" if occasion.is_lunar else ""
    return f"{occasion.day}/{occasion.month}{lunar}"


def this_year(occasion: Occasion) -> str:
    return day(day_in(occasion, timezone.localdate().year))


class OccasionViewSet(ModelViewSet):
    model = Occasion
    name = "occasions"
    url_prefix = "ngay-ky-niem"
    icon = "calendar"
    menu_label = _("Days to remember")
    menu_order = 108
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    index_view_class = OccasionIndexView
    add_view_class = CreateView
    edit_view_class = OwnUnitsEditView
    delete_view_class = OwnUnitsDeleteView
    search_fields = ("name",)
    list_filter = ("kind", "reckoning")
    list_display = (
        "name",
        Column("written", label=_("Day of the year"), accessor=written),
        Column("this_year", label=_("This year"), accessor=this_year),
        Column(
            "since",
            label=pgettext_lazy("a year", "Since"),
            accessor=lambda row: row.since or NOTHING,
        ),
        Column(
            "kind",
            label=pgettext_lazy("of a day to remember", "Kind"),
            accessor="get_kind_display",
        ),
        Column(
            "unit",
            label=pgettext_lazy("of a day to remember", "Whose"),
            accessor=lambda row: (
                row.unit.short_name if row.unit else _("The whole house")
            ),
        ),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("unit"),
            FieldPanel("kind"),
            FieldRowPanel(
                [FieldPanel("reckoning"), FieldPanel("day"), FieldPanel("month")]
            ),
            FieldRowPanel([FieldPanel("since"), FieldPanel("lead_days")]),
            FieldPanel("basis"),
        ],
        base_form_class=OccasionForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]

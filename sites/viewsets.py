"""Screens of the house's keepers: units and portals."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from sites.columns import DayColumn, PlainColumn
from sites.forms import (
    HostnameForm,
    HostnameRows,
    LanguageRows,
    OfficeHoursForm,
    OfficeHoursRows,
    PortalForm,
    UnitForm,
)
from sites.models import Portal, PortalStatus, Unit
from sites.panels import RowsPanel
from sites.views import (
    CreateView,
    PortalEditView,
    PortalIndexView,
    UnitEditView,
    UnitIndexView,
)

UNIT_PANELS = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("short_name"), FieldPanel("symbol")]),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("regime")]),
    FieldPanel("parent"),
    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    FieldRowPanel([FieldPanel("code"), FieldPanel("ma_dinh_danh")]),
    RowsPanel(
        "office_hours",
        [
            FieldRowPanel(
                [
                    *(FieldPanel("weekday"), FieldPanel("opens")),
                    *(FieldPanel("closes"), FieldPanel("valid_from")),
                ]
            )
        ],
        heading=_("Office hours"),
        label=_("office hours"),
        formset=OfficeHoursRows,
        form=OfficeHoursForm,
    ),
    InlinePanel(
        "successions",
        [
            FieldRowPanel([FieldPanel("successor"), FieldPanel("kind")]),
            FieldPanel("decision"),
            FieldRowPanel([FieldPanel("decided_on"), FieldPanel("effective_on")]),
        ],
        heading=_("Successors"),
        label=_("successor"),
    ),
]

PORTAL_PANELS = [
    FieldPanel("status"),
    FieldPanel("hiding_hours"),
    RowsPanel(
        "hostnames",
        [FieldRowPanel([FieldPanel("hostname"), FieldPanel("is_canonical")])],
        heading=_("Hostnames"),
        label=_("hostname"),
        formset=HostnameRows,
        form=HostnameForm,
    ),
    RowsPanel(
        "languages",
        [FieldRowPanel([FieldPanel("locale"), FieldPanel("is_default")])],
        heading=_("Languages"),
        label=_("language"),
        formset=LanguageRows,
    ),
    InlinePanel(
        "owner_texts",
        [
            FieldPanel("locale"),
            *map(FieldPanel, ("name", "above", "address", "responsible")),
            FieldPanel("reprint_note"),
        ],
        heading=_("Owner, in each language"),
        label=_("owner text"),
    ),
    InlinePanel(
        "brandings",
        [
            FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
            FieldRowPanel([FieldPanel("style"), FieldPanel("theme")]),
            FieldRowPanel([FieldPanel("accent_light"), FieldPanel("accent_dark")]),
            FieldRowPanel([FieldPanel("emblem"), FieldPanel("masthead")]),
        ],
        heading=_("Contact and branding"),
        label=_("branding"),
        min_num=1,
        max_num=1,
    ),
    InlinePanel(
        "menu_items",
        [
            FieldRowPanel(
                [FieldPanel("locale"), FieldPanel("place", heading=_("Menu"))]
            ),
            FieldRowPanel([FieldPanel("title"), FieldPanel("sort_order")]),
            FieldPanel("page"),
            FieldPanel("url"),
        ],
        heading=_("Menu items"),
        label=_("menu item"),
    ),
]


class HouseViewSet(ModelViewSet):
    """A list with an edit form and a history.

    Nothing here is ever deleted or copied: what once published keeps its unit, its
    portal and its roles.
    """

    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}


class UnitViewSet(HouseViewSet):
    model = Unit
    icon = "group"
    index_view_class = UnitIndexView
    add_view_class = CreateView
    edit_view_class = UnitEditView
    edit_handler = ObjectList(UNIT_PANELS, base_form_class=UnitForm)
    list_display = [
        "name",
        "short_name",
        "kind",
        "regime",
        PlainColumn("parent", label=_("Parent unit"), sort_key="parent__sort_key"),
        DayColumn("valid_to", label=_("Last day"), sort_key="valid_to"),
    ]
    list_filter = ["kind", "regime"]
    search_fields = ["name", "short_name", "code", "symbol"]


def hostname_of(portal: Portal) -> str:
    return str(portal.hostnames.all()[0]) if portal.hostnames.all() else ""


def languages_of(portal: Portal) -> str:
    return ", ".join(str(language) for language in portal.languages.all())


class PortalViewSet(HouseViewSet):
    """Portals are opened from a specification (``open_portal``), not by this screen."""

    model = Portal
    icon = "site"
    ordering = "unit"
    index_view_class = PortalIndexView
    edit_view_class = PortalEditView
    edit_handler = ObjectList(PORTAL_PANELS, base_form_class=PortalForm)
    list_display = [
        "unit",
        Column("hostname", label=_("Hostname"), accessor=hostname_of),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda portal: portal.status == PortalStatus.OPEN,
        ),
        Column("languages", label=_("Languages"), accessor=languages_of),
        DayColumn("opened_on", label=_("Opened on"), sort_key="opened_on"),
    ]
    list_filter = ["status"]
    search_fields = ["unit__name", "unit__code", "hostnames__hostname"]


class HouseViewSetGroup(ModelViewSetGroup):
    menu_label = _("Units and portals")
    menu_icon = "site"
    menu_order = 700
    items = (PortalViewSet, UnitViewSet)

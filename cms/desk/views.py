"""Admin views of editorial records."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.announcements import item_told
from cms.core.item_links import item_buttons
from cms.core.models import EditorialRecord
from cms.core.standing import with_standing
from cms.core.veiled import mask
from cms.core.views import (
    OwnUnitsEditView,
    OwnUnitsIndexView,
    OwnUnitsObject,
)
from cms.deadlines.selectors import with_next_due
from cms.desk.columns import columns
from cms.desk.permissions import RECORDS
from cms.desk.translations import behind, dated, names_of
from cms.moderation.services import note_declaration
from sites.veils import hidden_items


def page_edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def timeline_button(record: EditorialRecord) -> Button:
    url = reverse("records:timeline", args=[record.pk])
    label = _("History of the item")
    return Button(label, url=url, icon_name="history", priority=20)


class RecordIndexView(OwnUnitsIndexView):
    """The newest state of every item of the person's units, drafts included."""

    list_help = gettext_lazy(
        "Every item of your units, drafts included, as its newest version says. Readers "
        "see only what is published."
    )
    list_empty = gettext_lazy(
        "There is no item yet. A record begins with the first draft of an item."
    )

    def get_base_queryset(self) -> "QuerySet[Any]":
        records: Any = super().get_base_queryset()
        shown: QuerySet[Any] = records.items()
        if not self._is_asked_about_content():
            hidden: Any = RECORDS.hidden_from(self.request.user)
            shown = shown | hidden.items()
        rows = shown.select_related("event", "liable_person", "revised_by")
        timed: QuerySet[Any] = with_next_due(rows)
        return timed

    def _is_asked_about_content(self) -> bool:
        """Tell whether the list is searched, narrowed or put in an order of its own.

        A row without words would tell by its place what the item is about.
        """
        asked = self.request.GET
        return any(value and name != "p" for name, value in asked.items())

    def paginate_queryset(self, queryset: "QuerySet[Any]", page_size: int) -> Any:
        paginator, page, _rows, has_others = super().paginate_queryset(
            queryset, page_size
        )
        page.object_list = list(page.object_list)
        hidden = hidden_items(self.request.user)
        for record in page.object_list:
            record.is_masked = False
            if record.translation_key in hidden:
                mask(record)
        self._attach_pages(page.object_list)
        return paginator, page, page.object_list, has_others

    def _attach_pages(self, records: list[Any]) -> None:
        """Give each record its page and whether the person may edit that."""
        keys = [record.page_id for record in records]
        item_keys = [record.translation_key for record in records]
        rows = Page.objects.filter(translation_key__in=item_keys)
        languages: dict[Any, list[Any]] = {}
        for page in dated(with_standing(rows)):
            languages.setdefault(page.translation_key, []).append(page)
        editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(
            self.request.user, "change"
        )
        may_edit = set(editable.filter(pk__in=keys).values_list("pk", flat=True))
        for record in records:
            pages = languages.get(record.translation_key, [])
            record.page = next((p for p in pages if p.pk == record.page_id), None)
            record.behind = names_of(behind(record.page, pages))
            record.page_is_editable = record.page_id in may_edit

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "title",
                label=_("Title"),
                sort_key="title",
                get_url=self._title_url,
                width="26%",
            ),
            *columns(),
        ]

    def _title_url(self, record: Any) -> str | None:
        return page_edit_url(record.page_id) if record.page_is_editable else None

    def get_list_more_buttons(self, instance: Any) -> list[MenuItem]:
        if instance.is_masked:
            return []
        url = self.get_edit_url(instance) or self.get_inspect_url(instance)
        return [
            MenuItem(
                _("Open the record"), url=url, icon_name="clipboard-list", priority=10
            ),
            MenuItem(
                _("History of the item"),
                url=reverse("records:timeline", args=[instance.pk]),
                icon_name="history",
                priority=20,
            ),
        ]


class RecordEditView(OwnUnitsEditView):
    """Edits desk data. What changed is named in the history."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = page_edit_url(self.object.page_id)
        edit = Button(_("Edit the item"), url=url, icon_name="edit", priority=10)
        more = item_buttons(self.object, self.request.user)
        return [edit, timeline_button(self.object), *more]

    @transaction.atomic
    def save_instance(self) -> EditorialRecord:
        changed = list(self.form.changed_data)
        record: EditorialRecord = self.action_class(
            self.form.instance,
            user=self.request.user,
            form=self.form,
            log_action=None,
        ).execute(skip_permission_checks=True)
        log(
            instance=record,
            action="dinh.edit_record",
            user=self.request.user,
            data={"fields": changed},
            content_changed=bool(changed),
        )
        note_declaration(record=record, actor=self.request.user, fields=changed)
        item_told.send(sender=EditorialRecord, record=record, actor=self.request.user)
        return record


class RecordInspectView(OwnUnitsObject, InspectView):
    """The record for people who only read it."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [timeline_button(self.object)]

    def get_object(self, queryset: Any = None) -> EditorialRecord:
        record: EditorialRecord = get_object_or_404(
            self.get_base_object_queryset(), pk=self.pk
        )
        return record

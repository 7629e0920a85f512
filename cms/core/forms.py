"""Forms of events and topics."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.editing import narrow
from cms.core.models import Event, Topic
from cms.core.topics import BETWEEN
from search.lookups import Fold
from search.text import fold, nfc, slugify
from sites.models import Unit
from sites.selectors import units_allowing


class EventForm(WagtailAdminModelForm):
    """An event belongs to one of the person's own units, usually the only one."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Event
        fields = [
            *("unit", "name", "starts_at", "ends_at", "place", "organiser"),
            *("is_public", "is_important", "status"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rows in self.formsets.values():
            for row in rows.forms:
                narrow(row, self.for_user)
        self.fields["unit"].queryset = self._units()
        if self.instance.unit_id is None:
            self.initial.setdefault("unit", self._only_unit())

    def _units(self) -> Any:
        if self.for_user is None:
            return Unit.objects.none()
        return units_allowing(self.for_user, "core.add_event", "core.change_event")

    def _only_unit(self) -> Unit | None:
        """Return the unit of people who serve but one; others have to think."""
        units = list(self._units()[:2])
        return units[0] if len(units) == 1 else None


class QuickEventForm(EventForm):
    """What is needed to name an event while writing about it."""

    class Meta(EventForm.Meta):
        fields = [
            *("name", "starts_at", "ends_at", "place", "is_public"),
            *("is_important", "unit"),
        ]


class TopicForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = Topic
        fields = ["name"]

    def clean_name(self) -> str:
        """Refuse a second spelling: topics differ by more than their marks."""
        name = nfc(self.cleaned_data["name"]).strip()
        slug = slugify(name)
        if BETWEEN in name:
            raise ValidationError(_("A topic's name can't hold a semicolon."))
        if not slug:
            raise ValidationError(
                _("A topic's name needs letters of the Latin script.")
            )
        others = Topic.objects.alias(folded=Fold("name")).exclude(pk=self.instance.pk)
        twin = others.filter(Q(folded=fold(name)) | Q(slug=slug)).first()
        if twin:
            raise ValidationError(_("This topic exists: %(name)s.") % {"name": twin})
        return name

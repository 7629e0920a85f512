"""The form of desk data."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.editing import narrow
from cms.core.models import EditorialRecord
from cms.core.models.record import TIERS_WITH_REASON

DESK_FIELDS = (
    "liable_person",
    "liable_unit",
    "tier",
    "tier_reason",
    "is_political",
    "is_spokesperson",
    "is_sensitive",
    "is_festive",
    "embargo_until",
)


class RecordForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        reason = str(cleaned.get("tier_reason", "")).strip()
        if cleaned.get("tier") in TIERS_WITH_REASON and not reason:
            self.add_error("tier_reason", _("Say why an item of this tier was chosen."))
        return cleaned

    def save(self, commit: bool = True) -> EditorialRecord:  # noqa: FBT001, FBT002
        """Write desk data alone.

        A revision saved meanwhile has projected newer facts into the same row, and
        writing all of it would take them back.
        """
        record: EditorialRecord = super().save(commit=False)
        if commit:
            record.save(update_fields=DESK_FIELDS)
        return record

"""The form of a change: units and pages from what its planner stands above."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.editing import NarrowedRows, narrow
from cms.reorganisation.models import Change


class ChangeForm(WagtailAdminModelForm):
    """Offers units and pages that the person may choose, and notes who planned it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():
            if isinstance(formset, NarrowedRows):
                formset.narrow_row = self.narrow_row

    def narrow_row(self, row: Any) -> None:
        narrow(row, self.for_user)

    def save(self, commit: bool = True) -> Change:  # noqa: FBT001, FBT002 - Django's signature
        if self.instance.pk is None:
            self.instance.created_by = self.for_user
        change: Change = super().save(commit)
        return change

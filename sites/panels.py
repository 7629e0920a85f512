"""Parts of edit forms."""

from typing import Any

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel


class RowsPanel(InlinePanel):
    """An inline panel whose rows have a form or a form set of ours.

    It checks them against each other or narrows what each may choose.
    """

    def __init__(
        self,
        *args: Any,
        formset: type[BaseChildFormSet] = BaseChildFormSet,
        form: type[WagtailAdminModelForm] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset
        self.form = form

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        return {**kwargs, "formset": self.formset, "form": self.form}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["formset"] = self.formset
        if self.form is not None:
            rows["form"] = self.form
        return options

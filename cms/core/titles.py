"""The headline of the page editor, read whole while it is written.

A line of one row hides the end of every longer headline, on a phone after four words.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class TitleInput(AdminAutoHeightTextInput):
    """A box that grows; breaking the line in it is only a space."""

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],
        name: str,
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if isinstance(value, str) else value


def title_panel() -> TitleFieldPanel:
    return TitleFieldPanel("title", widget=TitleInput())

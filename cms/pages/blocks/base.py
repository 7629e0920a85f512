"""What all rows of a front page share."""

from typing import Any

from wagtail import blocks


class FrontBlock(blocks.StructBlock):
    """A block whose template reads ``resolved``; alone in a preview it shows samples."""

    def sample(self) -> dict[str, Any]:
        return {}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context.setdefault("resolved", self.sample())
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        stored: dict[str, Any] = self.get_prep_value(value)
        return stored

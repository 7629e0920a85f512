"""How blocks look to API clients."""

from typing import Any

from wagtail.rich_text import RichText


class PlainStructApi:
    """A struct block whose API form is its values, rich text as stored markup."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {name: _plain(item) for name, item in value.items()}


def _plain(item: Any) -> Any:
    return item.source if isinstance(item, RichText) else item

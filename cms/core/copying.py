"""What is asked before a page is copied. Imported by models, so it knows none."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm


class DraftCopyForm(CopyForm):
    """Copies are drafts: neither live at once nor mirrors of what is live.

    Whoever wants an item in a second section names that section in the item itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)

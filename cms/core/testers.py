"""What a person may do with one page."""

from typing import Any

from wagtail.models import PagePermissionTester

from sites.veils import hidden_pages


class LeafAwareTester(PagePermissionTester):
    """Answers for a page without children from the page itself.

    Wagtail asks the database for its descendants, twice for each row of a list.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if page.pk in hidden_pages(user):
            self.permissions: set[str] = set()

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        if not self.user.is_active or self.user.is_superuser or not self.page.is_leaf():
            return bool(super().can_delete(ignore_bulk))
        if self.page.live and "publish" not in self.permissions:
            return False
        if "change" in self.permissions:
            return True
        return "add" in self.permissions and self.page.owner_id == self.user.pk

"""What a person may do with one page."""

from typing import Any

from wagtail.models import PagePermissionTester

from sites.veils import hidden_pages


class LeafAwareTester(PagePermissionTester):
    """Lets nobody publish, and asks the database less often than Wagtail.

    What reaches readers goes through the desk (``cms.core.gate``), superusers' work
    included, and leaves them by it too. The role's “publish” still says who may move,
    reorder and delete, and to whom a live page is shown.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if page.pk in hidden_pages(user):
            self.permissions: set[str] = set()

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        """Tell who may limit a page's readers: nobody reads more of it for that.

        What a restriction hides went through the desk before; lifting it shows nothing
        that was not approved.
        """
        return bool(super().can_publish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Answer for a live page, and for one without children, from the page itself.

        Wagtail asks the database for its descendants, twice for each row of a list.
        """
        if not self.user.is_active or self.user.is_superuser:
            return bool(super().can_delete(ignore_bulk))
        if self.page.live and "publish" not in self.permissions:
            return False
        if not self.page.is_leaf():
            return bool(super().can_delete(ignore_bulk))
        if "change" in self.permissions:
            return True
        return "add" in self.permissions and self.page.owner_id == self.user.pk

"""Keeping a mended page as its newest draft."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from cms.core.models import BasePage
from cms.quality.findings import Fix
from cms.quality.mending import mend_page
from cms.users.models import User


@transaction.atomic
def mend(*, page: BasePage, fix: Fix, actor: User) -> bool:
    """Mend a page as it is in memory and keep it as a draft; tell whether it changed.

    Raises ``PermissionDenied`` while the page is locked for the person: what was
    submitted stays as it is.
    """
    stored = Page.objects.select_for_update().get(pk=page.pk).specific
    lock = stored.get_lock()
    if page.alias_of_id is not None or (lock and lock.for_user(actor)):
        raise PermissionDenied
    if not mend_page(page, fix):
        return False
    page.save_revision(user=actor, clean=False, log_action=True)
    return True

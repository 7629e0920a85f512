"""What the administration shows of the door behind it."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.accounts.services import count_idle_days_anew
from cms.users.models import User


@hooks.register("insert_global_admin_js")
def watch_over_the_session() -> SafeString:
    return format_html(
        '<script src="{}" data-presence="{}"></script>',
        static("accounts/presence.js"),
        reverse("account_presence"),
    )


@hooks.register("insert_global_admin_css")
def sheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("accounts/door.css"))


@hooks.register("register_account_menu_item")
def security_of_the_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_security"),
        "label": _("Security of your account"),
        "help_text": _("Password, second proof and sessions."),
    }


@hooks.register("after_edit_user")
def after_edit(request: HttpRequest, user: User) -> None:
    """Whoever was made active again by hand is not closed again at the door."""
    if user.is_active:
        count_idle_days_anew(user=user)

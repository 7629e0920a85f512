"""What the admin shows of items that are sent in."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.intake.permissions import may_send
from cms.intake.views import FileView, SendView, SentView

SCREENS = [
    path("", SendView.as_view(), name="send"),
    path("<int:pk>/", SentView.as_view(), name="sent"),
    path("<int:pk>/file/", FileView.as_view(), name="file"),
]


class SendItem(MenuItem):
    """For whoever may write in some unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_send(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("gui-tin/", include((SCREENS, "intake")))]


@hooks.register("register_admin_menu_item")
def send_an_item() -> MenuItem:
    label = pgettext_lazy("menu", "Send an item")
    return SendItem(label, reverse_lazy("intake:send"), icon_name="upload", order=20)

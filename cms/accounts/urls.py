"""The doors of the administration. They stand before Wagtail's own, which they replace."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView

from cms.accounts.views import door, presence, security

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", door.DoorView.as_view(), name="account_login"),
    # Wagtail's view throws the cookie away whatever it is asked with.
    path("logout/", require_POST(LogoutView.as_view()), name="account_logout"),
    path("tai-khoan-bi-khoa/", account.account_inactive, name="account_inactive"),
    path("khoa/", presence.locked, name="account_locked"),
    path("phien/", presence.presence, name="account_presence"),
    path("password_reset/", account.password_reset, name="account_reset_password"),
    path(
        "password_reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password_reset/complete/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password_reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/",
        require_admin_access(security.OwnAccountView.as_view()),
        name="account_own",
    ),
    path("bao-mat/", security.overview, name="account_security"),
    path(
        "bao-mat/mat-khau/",
        door.OwnPasswordView.as_view(),
        name="account_change_password",
    ),
    path(
        "bao-mat/xac-nhan/",
        account.reauthenticate,
        name="account_reauthenticate",
    ),
    path("bao-mat/phien/<int:pk>/", security.end_one, name="account_end_session"),
    path("bao-mat/phien-khac/", security.end_others, name="account_end_others"),
    path("bao-mat/hai-lop/", include("allauth.mfa.urls")),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]

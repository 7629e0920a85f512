"""What a session has to do before anything else, and where it is led to."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.accounts.factors import has_factor, has_proved_factor
from cms.accounts.permissions import must_use_second_factor
from cms.accounts.selectors import idle_limit, password_due
from cms.accounts.services import note_sign_of_life
from cms.accounts.stay import Stay
from cms.users.models import User

# Open whatever is due: the way out, and what the pages of the door are drawn with.
ALWAYS = frozenset(
    {
        *("account_logout", "wagtailadmin_logout", "account_presence"),
        *("wagtailadmin_javascript_catalog", "wagtailadmin_sprite"),
    }
)
# The administration's own clockwork, which runs while nobody is there.
CLOCKWORK = frozenset(
    {
        "account_presence",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
    }
)
PROVING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
ENROLLING = frozenset(
    {
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"),
        *("mfa_view_recovery_codes", "mfa_download_recovery_codes"),
        "account_reauthenticate",
    }
)


@dataclass(frozen=True)
class Obstacle:
    """One thing that is due: its code for programs, its words, its page."""

    code: str
    words: Promise
    page: str
    open_views: frozenset[str] = frozenset()
    # Who is not known at the moment (401) is not refused (403): it is no entry in the
    # security log when an open tab goes on asking.
    status: HTTPStatus = HTTPStatus.FORBIDDEN

    def stands_before(self, view_name: str) -> bool:
        return view_name not in self.open_views | {self.page}

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Lead a person to the page; tell a program in JSON."""
        if asks_for_data(request):
            return JsonResponse(self.told(), status=self.status)
        if self.code != LOCKED.code:  # its page says so itself
            messages.warning(request, str(self.words))
        return HttpResponseRedirect(self.url(request))

    def told(self) -> dict[str, object]:
        """Say it in the words that Wagtail's editor reads when it can't save."""
        return {
            "success": False,
            "error_code": self.code,
            "error_message": str(self.words),
            "url": self.url(),
        }

    def url(self, request: HttpRequest | None = None) -> str:
        address = reverse(self.page)
        if request is None or request.method != "GET":
            return address
        return f"{address}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"


OVER = Obstacle(
    "session_over",
    _("Your session has reached its longest time. Please log in again."),
    "account_login",
    status=HTTPStatus.UNAUTHORIZED,
)
LOCKED = Obstacle(
    "session_locked",
    _("Nothing was done for a while, so your session is locked."),
    "account_locked",
    status=HTTPStatus.UNAUTHORIZED,
)
PROOF = Obstacle(
    "second_factor",
    _("Your role needs a second proof. Please confirm that it is you."),
    "mfa_reauthenticate",
    PROVING,
)
ENROLMENT = Obstacle(
    "second_factor",
    _("Your role needs a second proof at every login. Please set one up now."),
    "mfa_index",
    ENROLLING,
)
PASSWORD = Obstacle(
    "password",
    _("Please choose a new password before you go on."),
    "account_change_password",
)


def obstacle_for(request: HttpRequest) -> Obstacle | None:
    """Return what stands before this view; note a sign of life where nothing does."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if name in ALWAYS:
        return None
    user: User = request.user  # type: ignore[assignment] # asked only when logged in
    now = timezone.now()
    stay = _stay_of(request, user, now)
    if stay.is_over(now):
        logout(request)
        return OVER
    if stay.is_locked(now):
        return LOCKED if LOCKED.stands_before(name) else None
    if name not in CLOCKWORK and stay.note_activity(now):
        note_sign_of_life(session_key=request.session.session_key or "", now=now)
    due = _due(request, user, stay)
    return due if due and due.stands_before(name) else None


def asks_for_data(request: HttpRequest) -> bool:
    """Tell whether a program asks: a script of ours, or the administration's API."""
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Dest") == "empty"
        or request.path_info.startswith("/admin/api/")
        or request.headers.get("Accept", "").startswith("application/json")
    )


def _stay_of(request: HttpRequest, user: User, now: datetime) -> Stay:
    stay = Stay(request.session)
    if not stay.has_begun:  # a session from before this door was built
        stay.begin(now, idle=idle_limit(user), due=password_due(user, now))
    return stay


def _due(request: HttpRequest, user: User, stay: Stay) -> Obstacle | None:
    if not has_proved_factor(request, user) and must_use_second_factor(user):
        return PROOF if has_factor(user) else ENROLMENT
    return PASSWORD if stay.password_due else None

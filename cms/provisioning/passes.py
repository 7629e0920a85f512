"""Links to portals on trial, and the passes they leave in a browser (ADR 0037).

A link names an invitation by key and nonce; opened once, it leaves a cookie of the
portal's host that names the same. Both are only believed while the invitation is good,
which is asked at every request.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from cms.provisioning.models import TrialInvitation
from sites.snapshots import PortalSnapshot

LINK_SALT = "cms.provisioning.link"
PASS_SALT = "cms.provisioning.pass"  # noqa: S105 - names a use, is no secret
DOOR = "/-/xem-thu/"


def link_to(invitation: TrialInvitation) -> str:
    """Return the address that lets whoever opens it look at the portal."""
    return f"{invitation.portal.site.root_url}{DOOR}{token_of(invitation)}/"


def token_of(invitation: TrialInvitation) -> str:
    return _signed(LINK_SALT, invitation)


def invitation_by_link(token: str, portal: PortalSnapshot) -> TrialInvitation | None:
    """Return the good invitation to a portal that a link names."""
    return _found(LINK_SALT, token, portal)


def invitation_by_pass(
    request: HttpRequest, portal: PortalSnapshot
) -> TrialInvitation | None:
    """Return the good invitation that the browser's pass names."""
    token = request.COOKIES.get(cookie_name(portal))
    return _found(PASS_SALT, token, portal) if token else None


def hand_pass(
    response: HttpResponseBase, invitation: TrialInvitation, portal: PortalSnapshot
) -> None:
    response.set_cookie(
        cookie_name(portal),
        _signed(PASS_SALT, invitation),
        expires=invitation.expires_at,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(portal: PortalSnapshot) -> str:
    """Return a name of the portal's own: ports of one host share their cookies."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}xem-thu-{portal.portal_id}"


def _signed(salt: str, invitation: TrialInvitation) -> str:
    return signing.Signer(salt=salt).sign_object([invitation.pk, invitation.nonce])


def _found(salt: str, token: str, portal: PortalSnapshot) -> TrialInvitation | None:
    try:
        key, nonce = signing.Signer(salt=salt).unsign_object(token)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    good = TrialInvitation.objects.good().told_by(key, nonce)
    return good.filter(portal=portal.portal_id).first()

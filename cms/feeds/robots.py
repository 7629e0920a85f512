"""What robots may look at (RFC 9309)."""

from django.urls import reverse

from cms.core.doors import door
from sites.models import PortalStatus
from sites.snapshots import PortalSnapshot

MEDIA_TYPE = "text/plain; charset=utf-8"
FOUND_BY_SEARCH = {PortalStatus.OPEN, PortalStatus.FROZEN}
NOTHING = "User-agent: *\nDisallow: /\n"


def write(portal: PortalSnapshot | None) -> str:
    """Return robots.txt of a portal; the house, like a trial, is nobody's to index."""
    if portal is None or portal.status not in FOUND_BY_SEARCH:
        return NOTHING
    searches = [door(portal, facts.code, "portal_search") for facts in portal.languages]
    lines = [
        "User-agent: *",
        # Results of a search are no content, and there is no end of them.
        *(f"Disallow: {path}" for path in searches if path),
        "Disallow: /api/",
        "Allow: /",
        "",
        f"Sitemap: {portal.root_url}{reverse('sitemap_index')}",
    ]
    return "\n".join(lines) + "\n"

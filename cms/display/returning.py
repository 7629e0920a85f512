"""Where a reader goes back to: a path of the same portal and nothing else."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2_000


def safe_path(wanted: str) -> str:
    """Return a path that can't lead to another host, else nothing."""
    if not wanted.startswith("/") or len(wanted) > LONGEST or "\\" in wanted:
        return ""
    # No host is allowed: “//evil.example” and its disguises are refused.
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def path_before(request: HttpRequest) -> str:
    """Return the page of this host that a link was followed from, else nothing."""
    try:
        before = urlsplit(request.headers.get("Referer", "")[: 2 * LONGEST])
    except ValueError:  # “http://[”
        return ""
    if before.netloc != request.get_host():
        return ""
    query = f"?{before.query}" if before.query else ""
    return safe_path(f"{before.path or '/'}{query}")

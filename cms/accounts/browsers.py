"""What a browser is called, from the way it introduces itself."""

from django.utils.translation import gettext as _

# The first that is found counts: most introduce themselves as several others as well.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(introduction: str) -> str:
    """Return “Chrome, Windows”, or that it is not known."""
    found = [_first(BROWSERS, introduction), _first(SYSTEMS, introduction)]
    return ", ".join(filter(None, found)) or _("Unknown browser")


def _first(names: tuple[tuple[str, str], ...], introduction: str) -> str:
    return next((name for sign, name in names if sign in introduction), "")

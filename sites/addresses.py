"""Addresses of pages, without asking the database."""

from sites.answers import note_portal
from sites.directory import directory
from sites.snapshots import PortalSnapshot


def address_of(url_path: str, viewer: PortalSnapshot | None) -> str | None:
    """Return where readers find a page.

    Relative on the viewer's own portal, absolute on another's, None where no portal
    shows it.
    """
    owner = directory.portal_of_path(url_path)
    path = owner.address_of(url_path) if owner else None
    if owner is None or path is None:
        return None
    note_portal(owner.portal_id)
    if viewer is not None and viewer.portal_id == owner.portal_id:
        return path
    return f"{owner.root_url}{path}"


def url_path_at(path: str, portal: PortalSnapshot) -> str:
    """Return the ``url_path`` of the page that a path of the portal would be.

    Whether one stands there is another question.
    """
    facts = portal.language(path.split("/", 2)[1]) or portal.default_language
    return facts.home_url_path + path.removeprefix(facts.prefix).removeprefix("/")


def folder_path(url_path: str) -> str:
    """Return the ``url_path`` of the unit folder a page lies in: ``/so-x/``."""
    return "/".join(url_path.split("/", 2)[:2]) + "/"


def home_path(url_path: str) -> str:
    """Return the ``url_path`` of the home page a page lies under: ``/so-x/vi/``."""
    return "/".join(url_path.split("/", 3)[:3]) + "/"

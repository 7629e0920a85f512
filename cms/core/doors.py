"""Addresses of what the house itself offers on a portal, whichever feature offers it."""

from django.urls import NoReverseMatch, reverse

from sites.snapshots import PortalSnapshot


def door(portal: PortalSnapshot, language: str, name: str, *args: object) -> str:
    """Return the address of a named view in a language of the portal.

    Features do not know each other: where none that is installed has such a view, or
    the portal does not speak the language, there is no address.
    """
    facts = portal.language(language)
    if facts is None:
        return ""
    try:
        return f"{facts.prefix}{reverse(name, args=args)}"
    except NoReverseMatch:
        return ""

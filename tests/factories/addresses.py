"""Old addresses of portals."""

from typing import Any

from cms.addresses.models import AddressRule, new_rule
from cms.addresses.reading import read_source, source_text
from sites.models import Portal
from sites.services import announce_portal_changed


def old_address(
    portal: Portal, written: str, end: Any = "", **values: Any
) -> AddressRule:
    """Store a rule as a form would: its end is a page, an address, or nothing (410)."""
    is_page = hasattr(end, "url_path")
    rule = new_rule(
        portal,
        host=values.pop("host", read_source(written).host),
        source=source_text(written),
        page=end if is_page else None,
        target="" if is_page else end,
        is_gone=not end,
        **values,
    )
    rule.save()
    announce_portal_changed(portal_id=portal.pk)
    return rule

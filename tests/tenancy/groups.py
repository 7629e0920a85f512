"""Parts of the matrix that run on their own, and how much of each has to count."""

from tests.tenancy.surfaces import Surface, surfaces

# Group -> fewest counted probes. A lower number is a decision: something asks less.
# Where it is 0 only the keepers of the house get in, or nothing there is a unit's.
FLOORS: dict[str, int] = {
    "tenancy": 800,
    "wagtailadmin": 16,
    "wagtailadmin_api": 192,
    "wagtailadmin_pages": 1200,
    "wagtailimages": 192,
    "wagtaildocs": 160,
    "wagtailmedia": 160,
    "wagtailadmin_reports": 0,
    "wagtailimages_chooser": 96,
    "wagtaildocs_chooser": 64,
    "wagtailadmin_workflows": 0,
    "wagtailadmin_collections": 0,
    "wagtailusers_users": 0,
    "wagtailusers_groups": 0,
    "records": 96,
    "outside": 32,
    "bundles": 32,
    "mending": 0,
    "corrections": 80,
    "desk": 96,
    "events": 144,
    "changes": 144,
    "health": 48,
    "intake": 48,
    "takedown": 96,
    "deadlines": 160,
    "assignments": 64,
    "plans": 64,
    "campaigns": 64,
    "orientations": 48,
    "briefing": 32,
    "agenda": 16,
    "occasions": 16,
    "notifications": 0,  # no address names anything: the unit stands in the query
    "directives": 96,
    "rumours": 64,
    "alerts": 48,
    "alert_templates": 48,
    "modes": 80,
    "event_chooser": 64,
    "person_chooser": 32,
    "members": 592,
    "overview": 16,
    "openings": 64,
    "portal": 0,
    "unit": 0,
    "quality": 16,
    "content-rules": 16,
    "official-sources": 16,
    "legal-texts": 16,
    "leaders": 16,
    "addresses": 320,
    "proposals": 32,
    "routes": 112,
    "topics": 0,
    "security-log": 32,
    "jobs": 0,
    "rest": 112,
}
REST = "rest"
PREFIXES = ("admin/", "api/")


def group_of(name: str) -> str:
    """Return the group of an address, by its namespace or its own first word."""
    if ":" in name:
        space = name.split(":", maxsplit=1)[0]
        return space if space in FLOORS else REST
    return "wagtailadmin" if name.startswith("wagtailadmin_") else REST


def surfaces_in(group: str) -> list[Surface]:
    return [
        surface
        for surface in surfaces()
        if surface.template.startswith(PREFIXES) and group_of(surface.name) == group
    ]

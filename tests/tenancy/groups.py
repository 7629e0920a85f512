"""Parts of the matrix that run on their own, and how much of each has to count."""

from tests.tenancy.surfaces import Surface, surfaces

# Group -> fewest counted probes. A lower number is a decision: something asks less.
FLOORS: dict[str, int] = dict.fromkeys(
    [
        *("tenancy", "wagtailadmin", "wagtailadmin_api", "wagtailadmin_pages"),
        *("wagtailimages", "wagtaildocs", "wagtailmedia", "wagtailadmin_reports"),
        *("wagtailimages_chooser", "wagtaildocs_chooser", "wagtailadmin_workflows"),
        *("wagtailadmin_collections", "wagtailusers_users", "wagtailusers_groups"),
        *("records", "corrections", "events", "event_chooser", "person_chooser"),
        *("members", "portal", "unit", "topics", "security-log", "rest"),
    ],
    0,
)
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

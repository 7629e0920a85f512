"""What each capability may do in Wagtail: one table, joined by the features.

``PAGE`` and ``COLLECTION`` hold permission codenames on the unit's folder and on its
collection. Features add the permissions of their own models with
:func:`allow`; nothing else in the house grants anything.
"""

from collections.abc import Iterable

from sites.models import Capability

ADMIN_ACCESS = "wagtailadmin.access_admin"

WRITE = ("add_page",)
EDIT = ("add_page", "change_page")
PUBLISH = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")

VIEW = ("view_page",)

PAGE: dict[str, tuple[str, ...]] = {
    Capability.CONTRIBUTOR: WRITE,
    Capability.EDITOR: EDIT,
    Capability.TECHNICAL_EDITOR: EDIT,
    Capability.SECRETARY: EDIT,
    Capability.FIELD_REVIEWER: VIEW,
    Capability.PUBLISHER: PUBLISH,
    Capability.HEAD_OF_UNIT: PUBLISH,
    Capability.SPOKESPERSON: VIEW,
    Capability.TRANSLATOR: VIEW,
    Capability.PROOFREADER: VIEW,
    Capability.MEDIA_KEEPER: VIEW,
    Capability.UNIT_ADMIN: PUBLISH,
    Capability.STANDING_OFFICE: PUBLISH,
    Capability.AUDITOR: VIEW,
}

FILES_LOOK = ("view_image", "view_document", "view_media")
FILES_USE = ("choose_image", "choose_document")
FILES_ADD = (*FILES_USE, "add_image", "add_document", "add_media")
FILES_KEEP = (*FILES_ADD, "change_image", "change_document", "change_media")

COLLECTION: dict[str, tuple[str, ...]] = {
    Capability.CONTRIBUTOR: FILES_ADD,
    Capability.EDITOR: FILES_ADD,
    Capability.TECHNICAL_EDITOR: FILES_KEEP,
    Capability.SECRETARY: FILES_ADD,
    Capability.FIELD_REVIEWER: FILES_LOOK,
    Capability.PUBLISHER: FILES_ADD,
    Capability.HEAD_OF_UNIT: (*FILES_USE, *FILES_LOOK),
    Capability.SPOKESPERSON: FILES_LOOK,
    Capability.TRANSLATOR: FILES_LOOK,
    Capability.PROOFREADER: FILES_LOOK,
    Capability.UNIT_ADMIN: FILES_KEEP,
    Capability.MEDIA_KEEPER: FILES_KEEP,
    Capability.STANDING_OFFICE: FILES_KEEP,
    Capability.AUDITOR: FILES_LOOK,
}

# Held for a unit, these count for every unit below it as well: the standing office of a
# province manages "các nền tảng của tất cả đơn vị" (ORG-11), its auditor reads them.
FROM_ABOVE = frozenset({Capability.STANDING_OFFICE, Capability.AUDITOR})


_model_permissions: dict[str, set[str]] = {}


def left_when_frozen(capability: str) -> str:
    """Return what remains of a role where the portal is frozen.

    Its content is read, and changed by nobody but the keepers: a portal from before a
    reorganisation is evidence. Who looks at a unit from above goes on looking.
    """
    from_above = capability in FROM_ABOVE
    return Capability.AUDITOR if from_above else Capability.PROOFREADER


def allow(capabilities: tuple[Capability, ...], *permissions: str) -> None:
    """Let capabilities hold model permissions written ``app_label.codename``."""
    for capability in capabilities:
        _model_permissions.setdefault(capability, set()).update(permissions)


def model_permissions(capability: str) -> set[str]:
    return {ADMIN_ACCESS, *_model_permissions.get(capability, set())}


def capabilities_allowing(*permissions: str) -> list[str]:
    """Return the capabilities that carry any of the model permissions."""
    return [
        capability
        for capability in Capability
        if not model_permissions(capability).isdisjoint(permissions)
    ]


def capabilities_granting(
    table: dict[str, tuple[str, ...]], codenames: Iterable[str]
) -> list[str]:
    """Return the capabilities to which a table gives any of the codenames."""
    wanted = frozenset(codenames)
    return [name for name, granted in table.items() if wanted.intersection(granted)]

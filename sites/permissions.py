"""What each capability may do in Wagtail: one table, joined by the features.

``PAGE`` and ``COLLECTION`` hold permission codenames on the unit's folder and on its
collection. Features add the permissions of their own models with
:func:`allow`; nothing else in the house grants anything.
"""

from django.contrib.auth.models import AbstractUser

from sites.models import Capability, RoleAssignment, Unit
from sites.querysets import UnitQuerySet

ADMIN_ACCESS = "wagtailadmin.access_admin"

WRITE = ("add_page",)
EDIT = ("add_page", "change_page")
PUBLISH = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")

PAGE: dict[str, tuple[str, ...]] = {
    Capability.CONTRIBUTOR: WRITE,
    Capability.EDITOR: EDIT,
    Capability.TECHNICAL_EDITOR: EDIT,
    Capability.SECRETARY: EDIT,
    Capability.PUBLISHER: PUBLISH,
    Capability.HEAD_OF_UNIT: PUBLISH,
    Capability.UNIT_ADMIN: PUBLISH,
}

FILES_USE = ("choose_image", "choose_document")
FILES_ADD = (*FILES_USE, "add_image", "add_document", "add_media")
FILES_KEEP = (*FILES_ADD, "change_image", "change_document", "change_media")

COLLECTION: dict[str, tuple[str, ...]] = {
    Capability.CONTRIBUTOR: FILES_ADD,
    Capability.EDITOR: FILES_ADD,
    Capability.TECHNICAL_EDITOR: FILES_KEEP,
    Capability.SECRETARY: FILES_ADD,
    Capability.PUBLISHER: FILES_ADD,
    Capability.HEAD_OF_UNIT: FILES_USE,
    Capability.UNIT_ADMIN: FILES_KEEP,
    Capability.MEDIA_KEEPER: FILES_KEEP,
}

_model_permissions: dict[str, set[str]] = {}


def allow(capabilities: tuple[Capability, ...], *permissions: str) -> None:
    """Let capabilities hold model permissions written ``app_label.codename``."""
    for capability in capabilities:
        _model_permissions.setdefault(capability, set()).update(permissions)


def model_permissions(capability: str) -> set[str]:
    return {ADMIN_ACCESS, *_model_permissions.get(capability, set())}


def serves(user: AbstractUser, unit: Unit) -> bool:
    """Tell whether a person holds any role for the unit now."""
    return Unit.objects.served_by(user).filter(pk=unit.pk).exists()


def units_allowing(user: AbstractUser, *permissions: str) -> UnitQuerySet:
    """Return the units for which a role held now carries any of the permissions.

    Permissions are written ``app_label.codename``.

    Django's groups only say that somebody may do a thing *somewhere*; whoever edits for
    one unit and audits another must not edit there.
    """
    if user.is_superuser:
        return Unit.objects.all()
    capabilities = [
        capability
        for capability in Capability
        if not model_permissions(capability).isdisjoint(permissions)
    ]
    roles = RoleAssignment.objects.active().filter(
        user=user.pk, capability__in=capabilities
    )
    return Unit.objects.filter(pk__in=roles.values("unit"))

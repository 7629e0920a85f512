"""Django groups derived from role assignments, for Wagtail to read.

One group per unit and capability, named ``<unit code>:<capability>``. It carries the
permissions of ``sites.permissions`` on the unit's folder and collection, and exactly
the people whose assignment is active.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from sites.models import Portal, RoleAssignment, Unit
from sites.permissions import COLLECTION, PAGE, model_permissions


def derive_groups(unit: Unit) -> None:
    """Bring the unit's groups in line with its role assignments, as of now."""
    portal = Portal.objects.filter(unit=unit).select_related("site__root_page").first()
    used = set(
        RoleAssignment.objects.filter(unit=unit)
        .values_list("capability", flat=True)
        .distinct()
    )
    for capability in sorted(used):
        group, _created = Group.objects.get_or_create(name=f"{unit.code}:{capability}")
        group.user_set.set(_holders(unit, capability))
        group.permissions.set(_permissions(model_permissions(capability)))
        if portal is not None:
            folder = portal.site.root_page.get_parent()
            _grant_pages(group, folder, PAGE.get(capability, ()))
            _grant_files(group, portal.collection, COLLECTION.get(capability, ()))


def _holders(unit: Unit, capability: str) -> list[int]:
    active = RoleAssignment.objects.active().filter(unit=unit, capability=capability)
    return list(active.values_list("user_id", flat=True))


def _permissions(names: set[str]) -> list[Permission]:
    """Return permissions written ``app_label.codename``; unknown ones are skipped."""
    wanted = Q()
    for name in names:
        label, codename = name.split(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _grant_pages(group: Group, folder: Page, codenames: tuple[str, ...]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(
            group=group, page=folder, permission=permission
        )


def _grant_files(
    group: Group, collection: Collection, codenames: tuple[str, ...]
) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="media_library", codename__in=codenames
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )

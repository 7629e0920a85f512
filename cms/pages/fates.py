"""What becomes of folders and sections when their unit changes."""

from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import Fate, declare, goes_with_portal
from cms.pages.models import SectionPage, UnitFolder
from sites.models import Unit


def folders_of(unit: Unit) -> "QuerySet[UnitFolder]":
    folders: QuerySet[UnitFolder] = UnitFolder.objects.filter(unit=unit)
    return folders


def keep(folders: "QuerySet[Any]", successor: Unit | None) -> int:
    return folders.update(unit=successor)


def sections_in_charge_of(unit: Unit) -> "QuerySet[SectionPage]":
    sections: QuerySet[SectionPage] = SectionPage.objects.filter(owner_unit=unit)
    return sections


def take_charge(sections: "QuerySet[Any]", successor: Unit | None) -> int:
    return sections.update(owner_unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    goes_with_portal("pages.UnitFolder.unit", held=folders_of, deed=keep)
    declare(
        "pages.SectionPage.owner_unit",
        held=sections_in_charge_of,
        deed=take_charge,
        merge=Fate.MOVES,
        split=Fate.MOVES,
        close=Fate.ENDS,
    )

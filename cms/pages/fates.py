"""What becomes of folders and sections when their unit changes."""

from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import Fate, chosen, declare
from cms.pages.models import SectionPage
from sites.models import Unit


def sections_in_charge_of(unit: Unit) -> "QuerySet[SectionPage]":
    sections: QuerySet[SectionPage] = SectionPage.objects.filter(owner_unit=unit)
    return sections


def take_charge(sections: "QuerySet[Any]", successor: Unit | None) -> int:
    return sections.update(owner_unit=successor)


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    chosen("pages.UnitFolder.unit")
    declare(
        "pages.SectionPage.owner_unit",
        held=sections_in_charge_of,
        deed=take_charge,
        merge=Fate.MOVES,
        split=Fate.MOVES,
        close=Fate.ENDS,
    )

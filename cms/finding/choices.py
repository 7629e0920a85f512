"""What hits can be narrowed to, and how many each choice would show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _, pgettext

from cms.core.sections import Sections
from cms.finding.asking import Asked
from cms.finding.counting import Bunch, Narrowed, numbers
from cms.finding.hits import labels


@dataclass(frozen=True)
class Choice:
    """One value; ``query`` chooses it, or drops it if it is chosen."""

    label: str
    number: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    title: str
    values: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.values if choice.is_chosen), None)

    @property
    def is_offered(self) -> bool:
        """Tell whether there is anything to choose: a filter of one value is none."""
        return len(self.values) > 1 or self.chosen is not None


def filters(
    asked: Asked, found: list[Bunch], narrowed: Narrowed, sections: Sections
) -> list[Filter]:
    """Return the filters in their order on the page."""
    kinds = numbers(found, narrowed, "kind")
    areas = numbers(found, narrowed, "area")
    years = numbers(found, narrowed, "year")
    named = {facts.id: facts for facts in sections.values() if areas[facts.path]}
    return [
        Filter(
            _("Kind"),
            _choices(asked, "kind", labels().items(), kinds),
        ),
        Filter(
            pgettext("of a portal", "Section"),
            _choices(
                asked,
                "section",
                ((key, facts.title) for key, facts in named.items()),
                {key: areas[facts.path] for key, facts in named.items()},
            ),
        ),
        Filter(
            _("Year"),
            _choices(
                asked,
                "year",
                (
                    (year, str(year))
                    for year in sorted(filter(None, years), reverse=True)
                ),
                years,
            ),
        ),
    ]


def _choices(
    asked: Asked, name: str, values: Iterable[tuple[Any, str]], counted: Any
) -> list[Choice]:
    """Return the values that would show something, and the chosen one."""
    chosen = getattr(asked, name)
    return [
        Choice(
            label=label,
            number=counted.get(value, 0),
            query=replace(
                asked, **{name: type(value)() if value == chosen else value}
            ).address,
            is_chosen=value == chosen,
        )
        for value, label in values
        if counted.get(value) or value == chosen
    ]

"""A draft on its form: steps and parties are added and taken away by plain buttons.

Whatever was typed stands after each of them; nothing is stored before “Save”.
"""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import QueryDict

from cms.desk.routing.forms import (
    ConditionsForm,
    PartyForm,
    StepForm,
    empty_step,
    initial_of,
)
from cms.routes.services import MOST_STEPS
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from sites.models import Portal

MOST_PARTIES = 6
SHAPE = "shape"


class DraftStep:
    def __init__(self, place: int, form: StepForm, parties: list[PartyForm]) -> None:
        self.place = place
        self.form = form
        self.parties = parties

    @property
    def number(self) -> int:
        return self.place + 1


class Draft:
    """The forms of one version: from what is stored, or from what was sent."""

    def __init__(
        self, user: Any, portal: Portal, spec: RouteSpec, sent: QueryDict | None = None
    ) -> None:
        self.user, self.portal, self.spec, self.sent = user, portal, spec, sent
        shape = shape_of(sent) if sent is not None else None
        self.shape = shape or [len(step.parties) for step in spec.steps] or [1]
        self.conditions = ConditionsForm(sent, portal=portal, initial=vars(spec))
        self.steps = [self._step(place) for place in range(len(self.shape))]

    def _step(self, place: int) -> DraftStep:
        known = self.spec.steps[place] if place < len(self.spec.steps) else empty_step()
        form = StepForm(self.sent, prefix=f"s{place}", initial={"name": known.name})
        parties = [
            self._party(place, number, known) for number in range(self.shape[place])
        ]
        return DraftStep(place, form, parties)

    def _party(self, place: int, number: int, known: StepSpec) -> PartyForm:
        kept = known.parties[number] if number < len(known.parties) else PartySpec()
        return PartyForm(
            self.sent,
            prefix=f"s{place}p{number}",
            initial=initial_of(kept),
            user=self.user,
            portal=self.portal,
            kept=kept,
        )

    @property
    def shape_text(self) -> str:
        return ",".join(map(str, self.shape))

    @property
    def may_add_step(self) -> bool:
        return len(self.shape) < MOST_STEPS

    def is_valid(self) -> bool:
        """Look at every form, so that all faults are told at once."""
        forms: list[Form] = [self.conditions]
        forms += [form for step in self.steps for form in (step.form, *step.parties)]
        faults = [form for form in forms if not form.is_valid()]
        return not faults

    def filled_in(self) -> RouteSpec:
        data = self.conditions.cleaned_data
        return RouteSpec(
            name=self.spec.name,
            subject=self.spec.subject,
            destination=self.spec.destination,
            rank=self.spec.rank,
            grounds=data["grounds"],
            forms=tuple(data["forms"]),
            tiers=tuple(data["tiers"]),
            languages=tuple(data["languages"]),
            flags=tuple(data["flags"]),
            sections=tuple(sorted(page.pk for page in data["sections"])),
            topics=tuple(sorted(topic.pk for topic in data["topics"])),
            steps=tuple(
                StepSpec(
                    step.form.cleaned_data["name"],
                    tuple(form.spec() for form in step.parties),
                )
                for step in self.steps
            ),
        )


def shape_of(sent: Mapping[str, Any]) -> list[int]:
    """Return how many parties each step on the form has; what is nonsense is cut."""
    told = str(sent.get(SHAPE, "")).split(",")
    counts = [int(text) for text in told if text.isdecimal()][:MOST_STEPS]
    return [min(max(count, 1), MOST_PARTIES) for count in counts]


def redrawn(sent: QueryDict, deed: str) -> QueryDict:
    """Return what was sent with a step or a party more, or without one."""
    name, _colon, rest = deed.partition(":")
    places = [int(text) for text in rest.split(".") if text.isdecimal()]
    shape = shape_of(sent) or [1]
    rows = [[(step, party) for party in range(shape[step])] for step in range(len(shape))]  # fmt: skip
    kept: list[tuple[int | None, list[tuple[int, int] | None]]] = [
        (step, list(parties)) for step, parties in enumerate(rows)
    ]
    _change(kept, name, places)
    return _renumbered(sent, kept)


def _change(kept: list[Any], name: str, places: list[int]) -> None:
    """Do to the rows of a form what a button says; anything else changes nothing."""
    step = places[0] if places and places[0] < len(kept) else None
    if name == "add_step" and len(kept) < MOST_STEPS:
        kept.append((None, [None]))
    elif name == "remove_step" and step is not None and len(kept) > 1:
        del kept[step]
    elif name == "add_party" and step is not None:
        kept[step][1][MOST_PARTIES - 1 :] = []
        kept[step][1].append(None)
    elif name == "remove_party" and step is not None:
        parties = kept[step][1]
        if len(parties) > 1 and len(places) > 1 and places[1] < len(parties):
            del parties[places[1]]


def _renumbered(sent: QueryDict, kept: list[Any]) -> QueryDict:
    """Write the values of the rows that are left under the numbers they have now."""
    fresh = QueryDict(mutable=True)
    for key, values in sent.lists():
        if not key.startswith("s") or "-" not in key:
            fresh.setlist(key, values)
    for step, (before, parties) in enumerate(kept):
        _copy(sent, fresh, f"s{before}-", f"s{step}-")
        for number, was in enumerate(parties):
            if was is not None:
                _copy(sent, fresh, "s{}p{}-".format(*was), f"s{step}p{number}-")
    fresh[SHAPE] = ",".join(str(len(parties)) for _step, parties in kept)
    return fresh


def _copy(sent: QueryDict, fresh: QueryDict, before: str, after: str) -> None:
    for key, values in sent.lists():
        if key.startswith(before):
            fresh.setlist(after + key.removeprefix(before), values)

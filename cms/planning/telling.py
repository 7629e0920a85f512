"""The notifications of this room: somebody got an assignment, a note came from above.

Their letters say what to open and until when, never what a plan or a note says.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from cms.notifications.kinds import Kind, Told, register_kind
from cms.notifications.services import notify
from cms.planning.models import Assignment, Orientation
from cms.users.models import User

GIVEN, NOTE = "assignment.given", "note.issued"


def tell_given(rows: Iterable[Assignment], actor: User) -> None:
    """Tell whoever was given something to write; not who took it themselves."""
    for row in rows:
        if row.person_id and row.person_id != actor.pk:
            notify(
                kind=GIVEN,
                unit_id=row.unit_id,
                people=[row.person_id],
                assignment=row.pk,
                due_on=row.due_on.isoformat(),
            )


def tell_issued(note: Orientation, people: Collection[int]) -> None:
    """Tell the writers whom a note is for."""
    notify(kind=NOTE, unit_id=note.unit_id, people=people, note=note.pk)


def given(told: Told) -> str:
    day = date.fromisoformat(told.facts["due_on"])
    return _("You were given an item to write, until %(day)s") % {
        "day": f"{day:%d/%m/%Y}"
    }


def issued(_told: Told) -> str:
    return _("A new orientation note is to be read and acknowledged")


def register() -> None:
    """Join the kinds; called once when apps are ready."""
    register_kind(
        Kind(
            GIVEN,
            gettext_lazy("Somebody is given an item to write"),
            given,
            lambda told: reverse(
                "assignments:inspect", args=[told.facts["assignment"]]
            ),
        )
    )
    register_kind(
        Kind(
            NOTE,
            gettext_lazy("An orientation note is issued"),
            issued,
            lambda told: reverse("orientations:inspect", args=[told.facts["note"]]),
        )
    )

"""What is noted while an answer is made."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from sites.answers import (
    Notes,
    kept,
    note_beyond,
    note_portal,
    note_until,
    taking_notes,
)

EARLY = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@kept
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("xin chào")


def test_nobody_takes_notes_outside_an_answer() -> None:
    note_beyond()
    note_until(EARLY)
    note_portal(2)
    assert view(HttpRequest()).content == "xin chào".encode()
    with taking_notes(1) as notes:
        pass
    assert notes == Notes(1)


def test_a_marked_view_may_be_kept() -> None:
    with taking_notes(1) as notes:
        view(HttpRequest())
    assert notes == Notes(1, may_be_kept=True)


def test_what_is_noted_afterwards_is_lost() -> None:
    with taking_notes(1) as notes:
        pass
    note_beyond()
    assert not notes.looks_beyond


def test_the_portals_own_pages_are_not_beyond_it() -> None:
    with taking_notes(1) as notes:
        note_portal(1)
        assert not notes.looks_beyond
        note_portal(2)
    assert notes.looks_beyond


def test_the_earliest_moment_counts() -> None:
    with taking_notes(1) as notes:
        for moment in (LATE, EARLY, LATE):
            note_until(moment)
    assert notes.until == EARLY


def test_answers_inside_one_another_have_their_own_notes() -> None:
    with taking_notes(1) as outer:
        with taking_notes(2) as inner:
            note_beyond()
        note_until(EARLY)
    assert (outer.looks_beyond, outer.until) == (False, EARLY)
    assert (inner.looks_beyond, inner.until) == (True, None)

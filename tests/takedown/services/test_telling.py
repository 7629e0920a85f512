"""Every place gives a receipt, and whoever had to do with the item is told."""

from threading import Event

import pytest

from cms.takedown import listeners
from cms.takedown.kinds import Outcome
from cms.takedown.listeners import Answer, Leaving, register_listener
from cms.takedown.models import Notice, Receipt
from tests.takedown.conftest import Desk, taken_down

pytestmark = pytest.mark.django_db


def test_places_give_receipts(desk: Desk) -> None:
    removal = taken_down(desk)
    given = {receipt.place: receipt.outcome for receipt in removal.receipts.all()}
    assert given == dict.fromkeys(
        ("portal", "answers", "search", "feeds"), Outcome.DONE
    )
    assert str(Receipt.objects.first()).startswith("G-")


def test_a_dead_and_a_slow_place_harm_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = Event()
    monkeypatch.setattr(listeners, "_listeners", dict(listeners._listeners))
    monkeypatch.setattr(listeners, "SECONDS", 0.2)

    def dead(leaving: Leaving) -> Answer:
        raise ConnectionError("no route")

    def slow(leaving: Leaving) -> Answer:
        free.wait(5)
        return Answer(Outcome.DONE)

    def partly(leaving: Leaving) -> Answer:
        return Answer(Outcome.PARTLY, f"{len(leaving.pages)} pages")

    for place, take in (("dead", dead), ("slow", slow), ("partly", partly)):
        register_listener(place, take)
    with pytest.raises(RuntimeError):
        register_listener("slow", slow)
    removal = taken_down(desk)
    free.set()
    given = {one.place: (one.outcome, one.words) for one in removal.receipts.all()}
    assert given["dead"][0] == Outcome.PERSON
    assert "ConnectionError" in given["dead"][1]
    assert given["slow"][0] == Outcome.PERSON
    assert given["partly"] == (Outcome.PARTLY, "2 pages")
    assert given["portal"][0] == Outcome.DONE


def test_the_board_and_whoever_had_to_do_with_it_are_told(desk: Desk) -> None:
    removal = taken_down(desk)
    told = set(Notice.objects.filter(removal=removal).values_list("person", flat=True))
    assert told >= {desk.publisher.pk, desk.editor.pk}
    assert all(notice.seen_at is None for notice in removal.notices.all())

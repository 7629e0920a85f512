"""“Gỡ bài” (ED-06): asked for, decided by another of the board, gone at every address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.takedown.kinds import Reason, State
from cms.takedown.models import Removal, Tombstone
from cms.takedown.services import ask, hide, refuse, take_down
from tests.plugins.readers import Reader, words
from tests.takedown.conftest import ENGLISH, TITLE, Desk, renamed, taken_down

pytestmark = pytest.mark.django_db


def test_it_stays_until_another_of_the_board_decides(desk: Desk) -> None:
    removal = ask(actor=desk.publisher, **desk.asked())
    assert [page.live for page in desk.pages()] == [True, True]
    for person in (desk.publisher, desk.editor):
        with pytest.raises(PermissionDenied):
            take_down(removal=removal, actor=person)
    assert [page.live for page in desk.pages()] == [True, True]
    assert Removal.objects.get().state == State.WAITING
    assert not Tombstone.objects.exists()


def test_all_addresses_of_all_languages_say_so(desk: Desk, reader: Reader) -> None:
    former = desk.path(desk.page)
    renamed(desk.pages()[0], "ten-moi")
    now = desk.path(desk.pages()[0])
    assert reader.get(desk.host, former).status_code == 301
    paths = [now, former, desk.path(desk.english), desk.short, f"/en{desk.short}"]
    paths += [f"{desk.short}ban-in/", f"{desk.short}bao-sai-sot/"]
    removal = taken_down(desk)
    for path in paths:
        answer = reader.get(desk.host, path)
        assert answer.status_code == 410, path
        assert answer["Cache-Control"] == "no-cache"
        said = words(answer.content.decode())
        day = removal.decided_at
        assert day is not None
        assert f"{timezone.localtime(day):%d/%m/%Y}" in said
    said = words(reader.get(desk.host, now).content.decode())
    assert TITLE in said
    assert desk.living.unit.name in said  # in the portal's own dress
    assert ENGLISH in words(
        reader.get(desk.host, desk.path(desk.english)).content.decode()
    )
    assert reader.get(desk.host, "/khong-co/").status_code == 404


@pytest.mark.parametrize("reason", [Reason.SECRECY, Reason.PERSONAL])
def test_no_title_where_it_would_do_harm(
    desk: Desk, reader: Reader, reason: Reason
) -> None:
    path = desk.path(desk.page)
    taken_down(desk, reason=reason)
    answer = reader.get(desk.host, path)
    assert answer.status_code == 410
    assert TITLE not in answer.content.decode()
    assert str(reason.label) in words(answer.content.decode())


SURFACES = [
    "/",
    "/van-hoa/",
    "/-/tin.atom",
    "/-/tim-kiem/?q=h%E1%BB%99i",
    "/sitemap-1.xml",
    "/sitemap-news.xml",
    "/api/v1/pages/",
]


def test_no_list_feed_or_search_names_it_any_more(desk: Desk, reader: Reader) -> None:
    named = [
        path
        for path in SURFACES
        if TITLE in reader.get(desk.host, path).content.decode()
        or desk.page.slug in reader.get(desk.host, path).content.decode()
    ]
    assert {"/van-hoa/", "/-/tim-kiem/?q=h%E1%BB%99i"} <= set(named)
    taken_down(desk)
    for path in named:
        said = reader.get(desk.host, path).content.decode()
        assert TITLE not in said.replace("?q=", ""), path
        assert desk.page.slug not in said, path


def test_a_renamed_section_leads_to_the_tombstone(desk: Desk, reader: Reader) -> None:
    path = desk.path(desk.page)
    taken_down(desk)
    renamed(desk.living.section, "le-hoi")
    assert reader.get(desk.host, path).status_code == 410
    moved = path.replace("van-hoa", "le-hoi")
    assert reader.get(desk.host, moved).status_code == 410


def test_what_was_hidden_is_taken_down_as_it_is(desk: Desk, reader: Reader) -> None:
    hidden = hide(actor=desk.publisher, **desk.asked())
    removal = taken_down(desk)
    hidden.refresh_from_db()
    assert hidden.state == State.ENDED
    assert removal.shown == hidden.shown
    assert reader.get(desk.host, desk.path(desk.page)).status_code == 410


def test_a_refusal_leaves_it_and_is_told(desk: Desk) -> None:
    removal = ask(actor=desk.editor, **desk.asked())
    refuse(removal=removal, actor=desk.head, remark="Số liệu đúng.")
    assert [page.live for page in desk.pages()] == [True, True]
    deeds = list(Entry.objects.of(desk.record).values_list("deed", flat=True))
    assert deeds == [Deed.TAKEDOWN_ASKED, Deed.TAKEDOWN_REFUSED]
    assert removal.notices.filter(person=desk.editor).exists()


def test_half_a_takedown_never_happens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    removal = ask(actor=desk.editor, **desk.asked())
    monkeypatch.setattr(
        "cms.takedown.services.removing.raise_tombstones",
        lambda *_: (_ for _ in ()).throw(OSError("full")),
    )
    with pytest.raises(OSError, match="full"):
        take_down(removal=removal, actor=desk.head)
    assert (
        Page.objects.filter(translation_key=desk.record.translation_key).live().count()
        == 2
    )
    assert Removal.objects.get().state == State.WAITING

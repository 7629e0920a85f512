"""The screens: who is offered what, what a refusal keeps, what stands on the receipts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from cms.core.models import EditorialRecord
from cms.takedown.kinds import Reason, State
from cms.takedown.models import Removal
from cms.takedown.services import ask, hide, lift, stop
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.factories.corrections import MistakeReportFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal
from tests.takedown.conftest import ENGLISH, TITLE, WORDS, Desk, keepers, stopped

pytestmark = pytest.mark.django_db

LIST = "/admin/takedown/"
QUERIES = 20


def address(desk: Desk, deed: str) -> str:
    return f"/admin/takedown/trang/{desk.page.pk}/{deed}/"


def detail(removal: Removal) -> str:
    return f"/admin/takedown/inspect/{removal.pk}/"


def sent(client: Client, path: str, **values: Any) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(path, values)


def offered(user: User, desk: Desk) -> set[str]:
    page = soup(admin_client(user).get(f"/admin/pages/{desk.page.pk}/edit/"))
    links = [str(link.get("href")) for link in page.select("a[href*='/takedown/']")]
    return {link.rstrip("/").rpartition("/")[2] for link in links} - {"takedown"}


def test_header_offers_what_the_role_allows(desk: Desk) -> None:
    assert offered(desk.publisher, desk) == {"an", "go", "dung-khan"}
    assert offered(desk.editor, desk) == {"go"}
    removal = hide(actor=desk.publisher, **desk.asked())
    assert offered(desk.editor, desk) == {"go", str(removal.pk)}


def test_hiding_by_the_form(desk: Desk) -> None:
    client = admin_client(desk.publisher)
    assert client.get(address(desk, "an")).status_code == 200
    answer = sent(client, address(desk, "an"), reason="", words="")
    assert answer.status_code == 422
    assert len(soup(answer).select(".error-message")) == 2
    answer = sent(client, address(desk, "an"), reason="", words=WORDS)
    assert WORDS in words(answer)  # nothing typed is lost
    assert not Removal.objects.exists()
    answer = sent(client, address(desk, "an"), reason=Reason.WRONG, words=WORDS)
    removal = Removal.objects.get()
    assert answer["Location"] == detail(removal)
    assert not desk.pages()[0].live


@pytest.mark.parametrize("deed", ["an", "go", "dung-khan"])
def test_other_units_and_readers_do_not_reach_the_forms(desk: Desk, deed: str) -> None:
    stranger = person_of(living_portal().unit, Capability.HEAD_OF_UNIT)
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    for person in (stranger, auditor, None):
        answer = admin_client(person).post(
            address(desk, deed), {"reason": Reason.WRONG, "words": WORDS}
        )
        assert answer.status_code in {302, 403}
    assert not Removal.objects.exists()


def test_receipts_as_on_screen_ten(desk: Desk) -> None:
    asked = ask(actor=desk.editor, **desk.asked())
    client = admin_client(desk.head)
    assert "Một người khác trong ban biên tập quyết định." in words(
        client.get(detail(asked))
    )
    answer = sent(client, detail(asked), deed="take_down", remark="Đồng ý.")
    assert answer["Location"] == detail(asked)
    page = words(client.get(detail(asked)))
    assert "Đã gỡ 4 trên 4 nơi." in page
    assert f"biên nhận {asked.receipts.first()}" in page
    assert WORDS in page
    assert "Đồng ý." in page
    assert "Lê Thị Ánh chưa xem" in page
    admin_client(desk.publisher).get(detail(asked))
    assert "Lê Thị Ánh đã xem lúc" in words(client.get(detail(asked)))


def test_who_asked_is_offered_no_decision_and_takes_none(desk: Desk) -> None:
    asked = ask(actor=desk.publisher, **desk.asked())
    client = admin_client(desk.publisher)
    assert not soup(client.get(detail(asked))).select("button[name=deed]")
    for deed in ("take_down", "refuse", "restore", "purge", "lift", "delete"):
        sent(client, detail(asked), deed=deed, remark="x")
    asked.refresh_from_db()
    assert asked.state == State.WAITING


def test_a_refusal_says_why(desk: Desk) -> None:
    asked = ask(actor=desk.editor, **desk.asked())
    client = admin_client(desk.head)
    answer = sent(client, detail(asked), deed="refuse", remark="  ")
    assert answer.status_code == 422
    asked.refresh_from_db()
    assert asked.state == State.WAITING
    sent(client, detail(asked), deed="refuse", remark="Số liệu đúng.")
    asked.refresh_from_db()
    assert asked.state == State.REFUSED


def test_the_list_shows_the_unit_s_own_in_few_queries(desk: Desk) -> None:
    hide(actor=desk.publisher, **desk.asked())
    others = living_portal()
    elsewhere = NewsPageFactory.create(parent=others.section, title="Chợ nổi")
    head = person_of(others.unit, Capability.HEAD_OF_UNIT)
    record = EditorialRecord.objects.get(translation_key=elsewhere.translation_key)
    hide(record=record, actor=head, reason=Reason.OTHER, words="x")
    client = admin_client(desk.head)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = words(client.get(LIST))
    assert len(queries) <= QUERIES
    assert TITLE in said
    assert "Chợ nổi" not in said
    assert admin_client(desk.head).get(
        detail(Removal.objects.get(record=record))
    ).status_code in {302, 404}


def test_the_first_page_tells_the_board(desk: Desk) -> None:
    ask(actor=desk.editor, **desk.asked())
    assert TITLE in words(
        admin_client(desk.head).get("/admin/"),
        "#to-decide-title ~ *, section[aria-labelledby=to-decide-title]",
    )


DOORS = [
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/",
    "/admin/pages/{page}/view_draft/",
    "/admin/pages/{page}/edit/preview/",
    "/admin/pages/{page}/history/",
    "/admin/pages/{page}/usage/",
    "/admin/pages/{page}/revisions/{revision}/view/",
    "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "/admin/pages/{page}/copy/",
    "/admin/pages/{page}/move/",
    "/admin/pages/{page}/delete/",
    "/admin/api/main/pages/{page}/",
    "/admin/records/edit/{record}/",
    "/admin/records/history/{record}/",
    "/admin/records/inspect/{record}/",
    "/admin/takedown/trang/{page}/an/",
]
LISTS = [
    "/admin/",
    "/admin/pages/{section}/",
    "/admin/pages/search/?q=h%E1%BB%99i",
    "/admin/choose-page/search/?q=h%E1%BB%99i",
    "/admin/records/",
    "/admin/records/?export=csv",
    "/admin/takedown/",
    "/admin/corrections/",
    "/admin/reports/site-history/",
    "/admin/security-log/",
    "/admin/api/main/pages/?search=h%E1%BB%99i",
]


def no_word_is_read(client: Client, desk: Desk, names: dict[str, int]) -> None:
    for door in DOORS:
        answer = client.get(door.format(**names))
        assert answer.status_code in {302, 403, 404}, door
        assert TITLE not in answer.content.decode(), door
    for place in LISTS:
        answer = client.get(place.format(**names))
        said = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert TITLE not in said, place
        assert ENGLISH not in said, place
        assert desk.page.slug not in said, place


def test_a_stopped_item_is_read_by_its_two_keepers_only(desk: Desk) -> None:
    root = UserFactory.create(superuser=True)
    office = person_of(desk.living.unit, Capability.UNIT_ADMIN)
    names = {
        "page": desk.page.pk,
        "record": desk.record.pk,
        "revision": desk.page.latest_revision_id,
        "section": desk.living.section.pk,
    }
    everybody = (root, office, desk.editor, desk.head, desk.publisher)
    for person in everybody:
        admin_client(person).get(f"/admin/pages/{desk.page.pk}/edit/")
    answer = sent(
        admin_client(desk.head),
        address(desk, "dung-khan"),
        reason=Reason.SECRECY,
        words=f"Lộ trong {TITLE}",
        first=desk.head.pk,
        second=desk.publisher.pk,
    )
    removal = Removal.objects.get()
    assert answer["Location"] == detail(removal)
    for person in everybody:
        no_word_is_read(admin_client(person), desk, names)
    for person in (root, office, desk.editor):
        assert TITLE not in words(admin_client(person).get(detail(removal)), "body")
        answer = sent(admin_client(person), detail(removal), deed="lift")
        assert answer.status_code in {302, 403, 404}
    for person in (desk.head, desk.publisher):
        said = words(admin_client(person).get(detail(removal)), "body")
        assert f"Lộ trong {TITLE}" in said
        assert ENGLISH in said
    removal.refresh_from_db()
    assert removal.state == State.IN_FORCE


def test_stopping_names_two_people(desk: Desk) -> None:
    client = admin_client(desk.head)
    asked = {"reason": Reason.SECRECY, "words": WORDS, "first": desk.head.pk}
    for second in ("", desk.head.pk):
        answer = sent(client, address(desk, "dung-khan"), second=second, **asked)
        assert answer.status_code == 422
        assert "Hãy chọn hai người khác nhau." in words(answer)
    assert not Removal.objects.exists()
    assert desk.pages()[0].live


def test_purging_by_both_from_the_screen(desk: Desk) -> None:
    removal = stop(
        record=desk.record,
        actor=desk.head,
        keepers=[desk.head, desk.publisher],
        reason=Reason.PERSONAL,
        words_of_actor=WORDS,
    )
    first = admin_client(desk.head)
    assert "Xóa dữ liệu cá nhân" in words(first.get(detail(removal)))
    sent(first, detail(removal), deed="purge")
    removal.refresh_from_db()
    assert removal.state == State.IN_FORCE
    sent(admin_client(desk.publisher), detail(removal), deed="purge")
    removal.refresh_from_db()
    assert removal.state == State.PURGED
    assert first.get(detail(removal)).status_code == 200


def test_a_reader_s_report_leads_to_hiding_and_shows_on_the_record(desk: Desk) -> None:
    report = MistakeReportFactory.create(page=desk.page)
    client = admin_client(desk.publisher)
    page = soup(client.get(f"/admin/corrections/edit/{report.pk}/"))
    assert page.select_one(f"a[href='{address(desk, 'an')}']")
    assert page.select_one(f"a[href='{address(desk, 'go')}']")
    record = soup(client.get(f"/admin/records/edit/{desk.record.pk}/"))
    link = record.select_one(f"a[href='/admin/corrections/edit/{report.pk}/']")
    assert link is not None
    assert "1 báo sai sót, 1 chưa trả lời" in " ".join(link.get_text().split())


EVIDENCE = ("timeline/{}", "evidence/{}/json", "evidence/{}/pdf", "evidence/{}/checker")


@pytest.mark.parametrize("what", EVIDENCE)
def test_timeline_and_evidence_of_a_stopped_item_are_shut(
    desk: Desk, what: str
) -> None:
    """Its two keepers read it on the screen of the stop, and nowhere else either."""
    path = f"/admin/records/{what.format(desk.record.pk)}/"
    house = UserFactory.create(superuser=True)
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    people = [*keepers(desk), desk.editor, auditor, house]
    clients = [admin_client(person) for person in people]
    assert {client.get(path).status_code for client in clients} == {200}
    removal = stopped(desk)
    answers = [client.get(path) for client in clients]
    assert {answer.status_code for answer in answers} == {302}  # back, with a word
    assert {answer.url for answer in answers} == {"/admin/"}
    lift(removal=removal, actor=desk.publisher)
    assert {client.get(path).status_code for client in clients} == {200}

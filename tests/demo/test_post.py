"""The demonstration's letters: kept in a folder, read at /hop-thu, in the house only."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client, override_settings
from django.urls import clear_url_caches
from pytest_django import Settings

from cms import urls
from cms.demo.post import letters
from tests.admin import soup, words
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db
INBOX = "/hop-thu/"
HOUSE = {"host": "localhost"}
LINK = "http://localhost/admin/thoi-han/tin/7/"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "cms.demo.post.KeptPost"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_without_a_letter_it_says_so(client: Client) -> None:
    shown = words(client.get(INBOX, headers=HOUSE))
    assert "Chưa có thư nào" in shown


def test_the_newest_letter_comes_first_and_its_links_work(client: Client) -> None:
    send_mail("Thư thứ nhất", "Kính gửi", "dinh@thu.vn", ["a@thu.vn"])
    send_mail("Thư <thứ> hai", f"Mở {LINK} nhé", "dinh@thu.vn", ["b@thu.vn"])
    page = soup(client.get(INBOX, headers=HOUSE))
    links = page.select("main li a")
    assert [link.get_text() for link in links] == ["Thư <thứ> hai", "Thư thứ nhất"]
    answer = client.get(str(links[0]["href"]), headers=HOUSE)
    assert "b@thu.vn" in words(answer, "header.house")
    [link] = soup(answer).select(f'main a[href="{LINK}"]')
    assert link.get_text() == LINK


def test_a_letter_with_a_picture_of_itself_is_read_as_text(client: Client) -> None:
    letter = EmailMultiAlternatives("Hai lốt", "chữ", "dinh@thu.vn", ["a@thu.vn"])
    letter.attach_alternative("<b>đậm</b>", "text/html")
    letter.send()
    assert [one.body.strip() for one in letters()] == ["chữ"]


@pytest.mark.parametrize("key", ["khong-co", "20261124-120000-1-0", "..-..-etc"])
def test_a_letter_that_is_not_there_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"{INBOX}{key}/", headers=HOUSE).status_code == 404


def test_on_a_portal_it_is_an_address_like_any_other(client: Client) -> None:
    living_portal(host="thuvien.localhost")
    send_mail("Thư thứ nhất", "Kính gửi", "dinh@thu.vn", ["a@thu.vn"])
    portal = {"host": "thuvien.localhost"}
    answer = client.get(INBOX, headers=portal)
    assert answer.status_code == 404
    assert "Thư thứ nhất" not in answer.content.decode()
    key = letters()[0].key
    assert client.get(f"{INBOX}{key}/", headers=portal).status_code == 404


@pytest.fixture(params=["DEMO_LOGIN", "DEMO_ALLOWED"])
def _without_demo(request: pytest.FixtureRequest) -> Iterator[None]:
    with override_settings(**{request.param: False}):
        importlib.reload(urls)
        clear_url_caches()
        yield
    importlib.reload(urls)
    clear_url_caches()


@pytest.mark.usefixtures("_without_demo")
def test_without_the_demonstration_there_is_no_such_address(client: Client) -> None:
    assert client.get(INBOX, headers=HOUSE).status_code == 404


def test_a_mailbox_that_is_gone_is_refused(folder: Path) -> None:
    with pytest.raises(SMTPRecipientsRefused):
        send_mail("Thư", "Kính gửi", "dinh@thu.vn", ["a@khong-con.example"])
    assert letters() == []

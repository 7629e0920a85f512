"""Choosing how pages are shown."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

FORM = "/-/hien-thi/"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def html_of(response: HttpResponse) -> Any:
    return BeautifulSoup(response.content, "html.parser")


def pressed(response: HttpResponse) -> list[str]:
    found = html_of(response).select('main button[aria-pressed="true"]')
    return [button["value"] for button in found]


def test_a_choice_is_kept_and_leads_back(living: Living, reader: Reader) -> None:
    answer = reader.post(
        living.host, FORM, data={"co": "lon", "ve": "/van-hoa/?page=1"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/van-hoa/?page=1")
    assert "no-store" in answer["Cache-Control"]
    cookie = answer.cookies["doc"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("lon", "/", "Lax")
    assert cookie["httponly"] is True
    assert cookie["max-age"] == 365 * 24 * 3600


def test_the_choice_holds_on_every_page_of_the_portal(
    living: Living, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=living.section)
    paths = [
        "/",
        "/van-hoa/",
        item.address(None).partition(living.host)[2],
        "/khong-co/",
    ]
    usual = [reader.get(living.host, path) for path in paths]
    assert {html_of(page).html.get("class") is None for page in usual} == {True}
    reader.post(living.host, FORM, data={"co": "rat-lon", "tuong-phan": "1"})
    for page in (reader.get(living.host, path) for path in paths):
        assert html_of(page).html["class"] == ["text-largest", "high-contrast"]
        assert "cms/css/display.css" in page.content.decode()


def test_the_usual_takes_the_cookie_away(living: Living, reader: Reader) -> None:
    reader.post(living.host, FORM, data={"co": "lon"})
    answer = reader.post(living.host, FORM, data={"co": "thuong"})
    assert answer.cookies["doc"]["max-age"] == 0
    assert pressed(reader.get(living.host, FORM)) == ["thuong", "0"]


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "x", ""])
def test_nobody_is_led_elsewhere(living: Living, reader: Reader, back: str) -> None:
    answer = reader.post(living.host, FORM, data={"co": "lon", "ve": back})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_a_line_break_makes_no_header(living: Living, reader: Reader) -> None:
    answer = reader.post(
        living.host, FORM, data={"co": "lon", "ve": "/a\r\nSet-Cookie: x=1"}
    )
    assert answer.status_code == 303
    assert "\n" not in answer["Location"]
    assert set(answer.cookies) == {"doc"}


def test_the_form_stands_on_a_page_of_its_own(living: Living, reader: Reader) -> None:
    reader.post(living.host, FORM, data={"co": "lon", "tuong-phan": "1"})
    page = reader.get(living.host, FORM, HTTP_REFERER=f"http://{living.host}/van-hoa/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert pressed(page) == ["lon", "1"]
    assert html_of(page).select_one("input[name=ve]")["value"] == "/van-hoa/"
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_the_form_speaks_the_languages_of_the_portal(
    living: Living, reader: Reader
) -> None:
    page = reader.get(living.host, f"/en{FORM}")
    assert html_of(page).h1.text == "How pages are shown"
    assert html_of(page).select_one("form.display")["action"] == f"/en{FORM}"
    answer = reader.post(living.host, f"/en{FORM}", data={"co": "lon"})
    assert answer["Location"] == "/en/"
    assert reader.get(living.host, f"/fr{FORM}").status_code == 404


def test_the_house_has_no_such_door(living: Living, reader: Reader) -> None:
    assert reader.get("localhost", FORM).status_code == 404
    answer = reader.post("localhost", FORM, data={"co": "lon"})
    assert answer.status_code == 404
    assert "doc" not in answer.cookies


def test_other_methods_are_refused(living: Living, reader: Reader) -> None:
    assert reader.ask("delete", living.host, FORM).status_code == 405


def test_caches_are_told_what_a_page_depends_on(living: Living, reader: Reader) -> None:
    page = reader.get(living.host, "/")
    assert {"Cookie", "Save-Data"} <= set(page["Vary"].split(", "))
    feed = reader.get(living.host, "/robots.txt")
    assert "Save-Data" not in feed.get("Vary", "")


def test_a_device_that_saves_data_gets_no_font_and_no_drawing(
    living: Living, reader: Reader
) -> None:
    page = reader.get(living.host, "/", HTTP_SAVE_DATA="on")
    assert html_of(page).html["class"] == ["save-data"]
    assert "newsreader" not in page.content.decode()
    assert "newsreader" in reader.get(living.host, "/").content.decode()

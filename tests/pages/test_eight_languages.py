"""A portal's frame, words and dates in every language it can enable (ADR 0053)."""

import re
from gettext import NullTranslations

import pytest
from django.utils.translation import trans_real

from tests.catalogue import wanted
from tests.catalogue.po import Key
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, SpecialPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader, words

pytestmark = pytest.mark.django_db

# How the frame calls its menu and its map, and how the day of the event is written.
SAID = {
    "fr": ("Aller au contenu principal", "Plan du site", "20 novembre 2026 à 08:00"),
    "ja": ("本文へ移動", "サイトマップ", "2026年11月20日 08:00"),
    "km": (
        "រំលងទៅខ្លឹមសារសំខាន់",
        "ផែនទីគេហទំព័រ",
        "20 ខែ វិច្ឆិកា ឆ្នាំ 2026 ម៉ោង 08:00",
    ),
    "ko": ("본문으로 바로 가기", "사이트맵", "2026년 11월 20일 08:00"),
    "zh-hans": ("跳至主要内容", "网站地图", "2026年11月20日 08:00"),
    "zh-hant": ("跳至主要內容", "網站導覽", "2026年11月20日 08:00"),
}
PATHS = {
    "/": 200,
    "/news/": 200,
    "/news/?form=khac": 200,
    "/news/a-run/": 200,
    "/diary/": 200,
    "/days/": 200,
    "/-/so-do/": 200,
    "/-/tim-kiem/": 200,
    "/-/tim-kiem/?q=hoi": 200,
    "/-/tim-kiem/?q=zzzz": 200,
    "/-/hien-thi/": 200,
    "/-/phieu/": 200,
    "/-/phieu/?ma=BSS-0000-0000": 422,
    "/-/lich.ics": 200,
    "/khong-co/": 404,
}


class Unsaid(NullTranslations):
    """Notes what a language's own catalogues do not have."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[Key] = set()

    def gettext(self, message: str) -> str:
        context, _mark, msgid = message.rpartition("\x04")
        self.asked.add(Key(context, msgid))
        return msgid

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal("vi", *SAID)
    event = EventFactory.create()
    for code in SAID:
        at = {"locale": living.in_language(code).locale}
        diary = SectionPageFactory.create(
            parent=living.in_language(code), slug="diary", lists="events", **at
        )
        EventPageFactory.create(parent=diary, event=event, slug="a-night", **at)
    return living


@pytest.fixture
@kept
def french(living: Living) -> Living:
    """Fill one edition with everything: all of them hold the same messages."""
    home = living.in_language("fr")
    at = {"locale": home.locale}
    news = SectionPageFactory.create(parent=home, title="News", slug="news", **at)
    topics = [TopicFactory.create(name="Heritage")]
    NewsPageFactory.create(parent=news, slug="a-run", topics=topics, **at)
    SpecialPageFactory.create(parent=home, slug="days", **at)
    return living


@pytest.mark.parametrize("language", sorted(SAID))
def test_frame_and_dates_speak_the_language(
    living: Living, reader: Reader, language: str
) -> None:
    response = reader.get(living.host, f"/{language}/diary/a-night/")
    html = response.content.decode()
    skip, site_map, day = SAID[language]
    assert f'<html lang="{language}"' in html
    assert f'<a class="skip" href="#noi-dung">{skip}</a>' in html
    assert f">{site_map}</a>" in html
    assert day in words(html)
    for vietnamese in ("Trình đơn", "Tìm trong Cổng", "Thứ ", "tháng "):
        assert vietnamese not in html


def test_no_page_asks_for_a_word_its_language_lacks(
    french: Living, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaid = Unsaid()
    monkeypatch.setattr(trans_real.translation("fr"), "_fallback", unsaid)
    for path, status in PATHS.items():
        response = reader.get(french.host, f"/fr{path}")
        assert response.status_code == status, path
    assert not sorted(unsaid.asked & {*wanted.messages()})


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", {"fonts"}),
        ("fr", {"fonts"}),
        ("km", {"fonts", "fonts-khmer", "scripts"}),
        ("zh-hans", {"fonts", "scripts"}),
    ],
)
def test_letters_come_where_the_language_needs_them(
    living: Living, reader: Reader, language: str, expected: set[str]
) -> None:
    path = "/" if language == "vi" else f"/{language}/"
    html = reader.get(living.host, path).content.decode()
    sheets = set(re.findall(r"/css/([\w-]+)[\w.]*\.css", html))
    assert sheets & {"fonts", "fonts-khmer", "scripts"} == expected
    assert ("newsreader" in html) is ("scripts" not in expected)


def test_who_saves_data_is_told_of_no_letters(living: Living, reader: Reader) -> None:
    headers = {"host": living.host, "save-data": "on"}
    html = reader.client.get("/km/", headers=headers).content.decode()
    assert "scripts" in html
    assert "fonts" not in html

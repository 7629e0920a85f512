"""The demonstration is much, uneven and alive: what the readers' site promises of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cms.core.models import ContentForm
from cms.demo.assets import catalogue
from cms.demo.content import Entry, moment, published_at, slug_of
from cms.provisioning.spec import PortalSpec
from tests.demo.test_content import blocks_of, pictures_of
from tests.demo.test_language import texts_in

Specs = dict[str, PortalSpec]
Entries = dict[str, list[Entry]]
Items = list[tuple[str, Entry]]

WORD = re.compile(r"\w+")
ALIKE = 8
# The text of an article, as far as its words are its own.
OWN_TEXT = ("kicker", "summary", "image_caption", "body")
NAME_WORDS = 3  # shorter names can't make eight words look copied


def words_of(entry: Entry) -> int:
    return sum(len(WORD.findall(text)) for text in texts_in(entry["body"]))


@pytest.fixture
def articles(entries: Entries) -> Items:
    return of_type(entries, "news")


def of_type(entries: Entries, kind: str) -> Items:
    return [
        (f"{code}/{slug_of(entry)}", entry)
        for code, of_portal in entries.items()
        for entry in of_portal
        if entry["type"] == kind
    ]


def test_there_is_much_to_read(articles: Items, entries: Entries) -> None:
    lengths = {name: words_of(entry) for name, entry in articles}
    assert len(articles) >= 120
    assert sum(length > 400 for length in lengths.values()) >= 40
    assert {name: n for name, n in lengths.items() if not 120 <= n <= 700} == {}
    assert len(of_type(entries, "event")) >= 40
    assert len(of_type(entries, "special")) >= 3


def test_every_form_is_shown_more_than_once(articles: Items) -> None:
    forms = Counter(entry["form"] for _name, entry in articles)
    assert set(forms) == set(ContentForm.values)
    assert min(forms.values()) >= 5


def test_photo_reports_show_photographs(articles: Items) -> None:
    reports = [it for it in articles if it[1]["form"] == ContentForm.PHOTO_REPORT]
    assert len(reports) >= 12
    for name, entry in reports:
        shown = [
            len(value["images"])
            for kind, value in blocks_of(entry)
            if kind == "gallery"
        ]
        assert sum(shown) >= 4, name


def test_some_articles_have_no_picture(articles: Items) -> None:
    bare = [name for name, entry in articles if not entry.get("image")]
    assert 0.1 <= len(bare) / len(articles) <= 0.3


def test_no_page_shows_two_versions_of_one_scene(
    entries: Entries, articles: Items
) -> None:
    pages = [*articles, *of_type(entries, "event"), *of_type(entries, "standard")]
    for name, entry in pages:
        scenes = Counter(catalogue()[stem]["scene"] for stem in pictures_of(entry))
        assert [scene for scene, n in scenes.items() if n > 1] == [], name


def test_every_section_of_an_open_portal_has_content(
    specs: Specs, entries: Entries
) -> None:
    filled = {
        (code, section)
        for code, of_portal in entries.items()
        for entry in of_portal
        for section in (entry["section"], *entry.get("also_in", []))
    }
    empty = [
        f"{code}/{section.slug}"
        for code, spec in specs.items()
        if spec.status == "open"
        for section in spec.sections
        if (code, section.slug) not in filled
    ]
    assert empty == []


# ------------------------------------------------------------------ today and before


def test_today_is_lively_on_every_open_portal(
    specs: Specs, entries: Entries, now: datetime
) -> None:
    for code, spec in specs.items():
        if spec.status != "open":
            continue
        news = [it for it in entries[code] if it["type"] == "news"]
        ages = [now - published_at(entry, now) for entry in news]
        assert min(ages) <= timedelta(days=2), code
        assert sum(age <= timedelta(days=14) for age in ages) >= 3, code


def test_today_stays_lively_whenever_it_is_loaded(
    specs: Specs, entries: Entries
) -> None:
    """What has a day of its own grows old; enough is counted from the day of loading."""
    for code, spec in specs.items():
        if spec.status == "open":
            fresh = [
                entry
                for entry in entries[code]
                if entry["type"] == "news" and 0 <= entry.get("days_ago", 99) <= 14
            ]
            assert len(fresh) >= 3, code


def test_articles_lie_over_three_years(articles: Items, now: datetime) -> None:
    days = sorted(published_at(entry, now) for _name, entry in articles)
    assert (days[-1] - days[0]).days >= 1_000
    years = Counter(day.year for day in days)
    assert {2023, 2024, 2025, 2026} <= set(years)
    assert sum(day < now - timedelta(days=200) for day in days) >= 40


DAY_NAMED = re.compile(
    r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
)
# A clock that never stops, scores and the parts of a whole.
NO_DAYS = {"24/24", "8/8", "12/12", "16/16"}


def test_what_names_a_day_has_a_day_of_its_own(
    articles: Items, entries: Entries
) -> None:
    """Counted from the day of loading, “tối 25/11” would soon be wrong."""
    adrift = {
        name: named
        for name, entry in [*articles, *of_type(entries, "event")]
        if "dated" not in entry
        if (
            named := {
                day for text in texts_in(entry) for day in DAY_NAMED.findall(text)
            }
            - NO_DAYS
        )
    }
    assert adrift == {}


MEETING = re.compile(
    r"^(?:Hội nghị|Họp|Tập huấn|Lớp tập huấn|Tọa đàm|Đối thoại|Phiên góp ý|Giao ban)"
    r"|tiếp công dân"
)


def events_of(items: Items) -> Iterator[tuple[str, Entry]]:
    for name, entry in items:
        if entry.get("event"):
            yield name, entry["event"]


@pytest.mark.parametrize("shift", range(0, 30, 3))
def test_nobody_meets_on_a_holiday(
    entries: Entries, articles: Items, now: datetime, shift: int
) -> None:
    """24/11 is Ngày Văn hóa Việt Nam and a holiday since 2026 (NQ 80-NQ/TW)."""
    loaded = now + timedelta(days=shift)
    meetings = [
        (name, moment(event["starts"], loaded))
        for name, event in events_of([*articles, *of_type(entries, "event")])
        if MEETING.search(event["name"]) and "dated" not in event["starts"]
    ]
    assert len(meetings) >= 8
    resting = [
        name
        for name, starts in meetings
        if starts.date() == date(2026, 11, 24) or starts.weekday() >= 5
    ]
    assert resting == []


def test_the_day_of_culture_is_celebrated_on_its_day(
    entries: Entries, now: datetime
) -> None:
    days = [
        moment(entry["event"]["starts"], now).date()
        for _name, entry in of_type(entries, "event")
        if "Ngày Văn hóa Việt Nam" in str(entry)
    ]
    assert len(days) >= 4
    assert set(days) == {date(2026, 11, 24)}


# ------------------------------------------------------------------------- own words


@pytest.fixture
def names(specs: Specs, entries: Entries) -> "re.Pattern[str]":
    """Return what may be repeated: names, titles, topics and places."""
    known: set[str] = set()
    for spec in specs.values():
        known |= {spec.unit.name, spec.unit.short_name}
        known |= {section.title for section in spec.sections}
        known |= {account.position for account in spec.accounts}
    for of_portal in entries.values():
        for entry in of_portal:
            known |= {entry["title"], *entry.get("topics", [])}
            known |= {byline.get("unit", "") for byline in entry.get("bylines", [])}
            event = entry.get("event") or {}
            known |= {event.get(key, "") for key in ("name", "place", "organiser")}
    long = sorted((it for it in known if len(it.split()) >= NAME_WORDS), key=len)
    return re.compile("|".join(map(re.escape, reversed(long))), re.IGNORECASE)


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every eight words in a row."""
    words = WORD.findall(text.lower())
    for start in range(len(words) - ALIKE + 1):
        yield tuple(words[start : start + ALIKE])


def own_texts(items: Items) -> list[tuple[str, str]]:
    return [
        (name, text)
        for name, entry in items
        for text in texts_in([entry.get(key, "") for key in OWN_TEXT])
    ]


def twice(texts: list[tuple[str, str]]) -> dict[tuple[str, ...], set[str]]:
    """Return the phrases that stand in more than one item, with the items."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, text in texts:
        for phrase in phrases(text):
            found[phrase].add(name)
    return {phrase: items for phrase, items in found.items() if len(items) > 1}


def shared(items: Items, names: "re.Pattern[str]") -> dict[str, set[str]]:
    """Return what is shared beyond names, which are only taken out where it matters."""
    texts = own_texts(items)
    suspect = twice(texts)
    parts = [
        (name, part)
        for name, text in texts
        if not suspect.keys().isdisjoint(phrases(text))
        for part in names.split(text)
    ]
    return {" ".join(phrase): items for phrase, items in twice(parts).items()}


def test_no_two_items_share_eight_words_in_a_row(
    articles: Items, entries: Entries, names: "re.Pattern[str]"
) -> None:
    items = [*articles, *of_type(entries, "event"), *of_type(entries, "special")]
    assert sum(1 for _name, text in own_texts(items) for _it in phrases(text)) > 50_000
    assert shared(items, names) == {}


def test_a_copied_phrase_is_recognised(names: "re.Pattern[str]") -> None:
    copied = "câu dài đúng tám chữ được chép lại"
    items: Items = [
        ("a", {"summary": f"Mở đầu, {copied}."}),
        ("b", {"body": [{"text": f"Rồi {copied} nguyên văn"}]}),
        ("c", {"body": [{"text": "một câu dài đúng tám chữ được"}]}),
    ]
    assert shared(items, names) == {copied: {"a", "b"}}


# --------------------------------------------------------------------- special pages


def gathered(special: Entry, entries: Entries, now: datetime) -> list[Entry]:
    """Return what a special page takes from all portals between its two days."""
    first, last = (moment(special[end], now).date() for end in ("starts", "ends"))
    return [
        entry
        for _name, entry in of_type(entries, "news")
        if first <= published_at(entry, now).date() <= last
        and set(special["topics"]) & set(entry.get("topics", []))
    ]


def test_special_pages_gather_what_is_there(entries: Entries, now: datetime) -> None:
    for name, special in of_type(entries, "special"):
        assert moment(special["starts"], now) < moment(special["ends"], now), name
        assert len(gathered(special, entries, now)) >= 3, name


def test_a_special_page_has_a_scene_of_its_own(entries: Entries, now: datetime) -> None:
    for name, special in of_type(entries, "special"):
        scenes = {
            catalogue()[entry["image"]]["scene"]
            for entry in gathered(special, entries, now)
            if entry.get("image")
        }
        assert catalogue()[special["image"]]["scene"] not in scenes, name


def test_a_special_page_puts_items_of_its_own_portal_first(entries: Entries) -> None:
    own = defaultdict(set)
    for code, of_portal in entries.items():
        own[code] = {slug_of(entry) for entry in of_portal if entry["type"] == "news"}
    for name, special in of_type(entries, "special"):
        assert special["picks"], name
        assert set(special["picks"]) <= own[name.split("/")[0]], name


def test_a_special_page_that_is_over_is_kept(entries: Entries, now: datetime) -> None:
    lasting: dict[bool, list[Any]] = {True: [], False: []}
    for name, special in of_type(entries, "special"):
        lasting[moment(special["ends"], now) < now].append(name)
    assert lasting[True]
    assert len(lasting[False]) >= 2

"""The demonstration's items as they are written, and when they were published."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cms.core.models import ContentForm
from cms.demo.assets import FILES, catalogue
from cms.demo.bodies import KINDS
from cms.demo.content import (
    CONTENT,
    Entry,
    entries_of,
    moment,
    published_at,
    slug_of,
)
from cms.demo.markup import paragraphs
from cms.news.models import BylineRole
from cms.provisioning.spec import PortalSpec
from search.text import slugify

Specs = dict[str, PortalSpec]
Entries = dict[str, list[Entry]]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
COMMON = {"type", "section", "slug", "title", "summary", "body", "fictional", "dated"}
DATED = {"days_ago", "at", "topics", "image", "image_caption", "image_credit", "event"}
KEYS = {
    "standard": COMMON,
    "event": COMMON | DATED,
    "news": COMMON
    | DATED
    | {"form", "kicker", "bylines", "event_date", "origin", "source", "also_in"},
    "special": COMMON - {"body", "dated"}
    | {"image", "starts", "ends", "topics", "picks"},
}
# Which section lists what; pages of text may also stand directly under the home page.
LISTED_IN = {"news": "news", "event": "events", "standard": "pages"}


@pytest.fixture
def everything(entries: Entries) -> list[tuple[str, Entry]]:
    """Return every item with its portal and address, for readable messages."""
    return [
        (f"{code}/{slug_of(entry)}", entry)
        for code, of_portal in entries.items()
        for entry in of_portal
    ]


Everything = list[tuple[str, Entry]]


def blocks_of(entry: Entry) -> Iterator[tuple[str, Any]]:
    for block in entry.get("body", []):
        yield from block.items()


def pictures_of(entry: Entry) -> Iterator[str]:
    if entry.get("image"):
        yield entry["image"]
    for kind, value in blocks_of(entry):
        if kind == "figure":
            yield value["image"]
        if kind == "gallery":
            yield from (figure["image"] for figure in value["images"])


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def test_there_are_at_least_forty_articles(everything: Everything) -> None:
    articles = [entry for _name, entry in everything if entry["type"] == "news"]
    assert len(articles) >= 40


def test_every_form_of_content_is_shown(everything: Everything) -> None:
    shown = {entry["form"] for _name, entry in everything if entry["type"] == "news"}
    assert shown == set(ContentForm.values)


def test_every_portal_has_articles_and_tells_who_it_is(entries: Entries) -> None:
    for code, of_portal in entries.items():
        kinds = Counter(entry["type"] for entry in of_portal)
        assert kinds["news"] >= 2, code
        assert None in {entry["section"] for entry in of_portal}, code


def test_every_file_belongs_to_a_portal(specs: Specs) -> None:
    stray = [
        path.name for path in CONTENT.iterdir() if path.stem.split(".")[0] not in specs
    ]
    assert stray == []


def test_an_item_says_only_what_the_loader_reads(everything: Everything) -> None:
    unread = [
        f"{name}: {key}"
        for name, entry in everything
        for key in entry
        if key not in KEYS[entry["type"]]
    ]
    assert unread == []


def test_an_item_has_what_every_item_needs(everything: Everything) -> None:
    for name, entry in everything:
        assert entry["title"], name
        assert entry["summary"], name
        assert entry["type"] == "special" or entry["body"], name
        assert entry["fictional"] in {True, False}, name


def test_an_item_stands_in_a_section_that_lists_its_kind(
    specs: Specs, entries: Entries
) -> None:
    for code, of_portal in entries.items():
        lists = {section.slug: section.lists for section in specs[code].sections}
        for entry in of_portal:
            if entry["section"] is None:
                assert entry["type"] in {"standard", "special"}, slug_of(entry)
            else:
                assert lists[entry["section"]] == LISTED_IN[entry["type"]]
            for other in entry.get("also_in", []):
                assert lists[other] == "news", slug_of(entry)
                assert other != entry["section"], slug_of(entry)


def test_an_address_leads_to_one_item(specs: Specs, entries: Entries) -> None:
    """Sections stand beside the pages under the home page."""
    for code, of_portal in entries.items():
        places = [(entry["section"], slug_of(entry)) for entry in of_portal]
        places += [(None, section.slug) for section in specs[code].sections]
        assert len(places) == len(set(places)), code


def test_addresses_are_written_as_pages_keep_them(everything: Everything) -> None:
    assert [
        name for name, entry in everything if slugify(slug_of(entry)) != slug_of(entry)
    ] == []


def test_no_two_items_have_the_same_title(everything: Everything) -> None:
    titles = Counter(
        entry["title"] for _name, entry in everything if entry["type"] != "standard"
    )
    assert [title for title, number in titles.items() if number > 1] == []


def test_the_catalogue_knows_every_picture_that_is_used(everything: Everything) -> None:
    used = {stem for _name, entry in everything for stem in pictures_of(entry)}
    assert len(used) >= 40
    assert used - set(catalogue()) == set()


def test_every_picture_has_a_caption_and_a_credit(everything: Everything) -> None:
    for name, entry in everything:
        if entry.get("image") and entry["type"] != "special":
            assert entry["image_caption"], name
            assert entry["image_credit"], name
        for kind, value in blocks_of(entry):
            figures = value["images"] if kind == "gallery" else [value]
            for figure in figures if kind in {"figure", "gallery"} else []:
                assert figure["caption"], name
                assert figure["credit"], name


def test_every_file_to_download_is_there(everything: Everything) -> None:
    names = [
        value["file"]
        for _name, entry in everything
        for kind, value in blocks_of(entry)
        if kind == "download"
    ]
    assert len(names) == 28
    assert [name for name in names if not (FILES / name).is_file()] == []


def test_every_block_is_of_a_known_kind(everything: Everything) -> None:
    used = {kind for _name, entry in everything for kind, _value in blocks_of(entry)}
    assert used == set(KINDS)


def test_tables_are_whole(everything: Everything) -> None:
    for name, entry in everything:
        for kind, table in blocks_of(entry):
            if kind == "table":
                widths = {len(row) for row in table["rows"]}
                assert widths == {len(table["header"])}, name


def test_no_markup_is_left_over(everything: Everything) -> None:
    left = [
        f"{name}: {text[:60]}"
        for name, entry in everything
        for text in texts_in(entry.get("body", []))
        if "**" in paragraphs(text) or "](" in paragraphs(text)
    ]
    assert left == []


def test_every_article_names_who_made_it(everything: Everything) -> None:
    for name, entry in everything:
        if entry["type"] == "news":
            roles = {byline["role"] for byline in entry["bylines"]}
            assert roles, name
            assert roles <= set(BylineRole.values), name


def test_what_was_published_elsewhere_names_its_source(
    everything: Everything, now: datetime
) -> None:
    republished = [it for it in everything if it[1].get("origin") == "republished"]
    assert republished
    for name, entry in republished:
        source = entry["source"]
        assert source["name"], name
        assert ".example/" in source["url"], name
        assert moment(source["published"], now) <= published_at(entry, now), name


def test_events_end_after_they_start(everything: Everything, now: datetime) -> None:
    events = [(name, it["event"]) for name, it in everything if it.get("event")]
    assert len(events) >= 10
    for name, event in events:
        assert moment(event["starts"], now) <= moment(event["ends"], now), name


def test_some_events_are_still_to_come(everything: Everything, now: datetime) -> None:
    coming = [
        name
        for name, entry in everything
        if entry["type"] == "event" and moment(entry["event"]["ends"], now) > now
    ]
    assert coming


def test_a_unit_that_ended_published_nothing_afterwards(
    specs: Specs, entries: Entries, now: datetime
) -> None:
    ended = {code: spec.unit.valid_to for code, spec in specs.items()}
    late = [
        slug_of(entry)
        for code, last_day in ended.items()
        for entry in entries[code]
        if last_day and entry["type"] != "standard"
        if published_at(entry, now).date() > last_day
    ]
    assert any(ended.values())
    assert late == []


def test_what_a_unit_that_ended_published_has_a_day_of_its_own(
    specs: Specs, entries: Entries
) -> None:
    """Counted from today, it would one day have been published after the end."""
    adrift = [
        slug_of(entry)
        for code, spec in specs.items()
        for entry in entries[code]
        if spec.unit.valid_to and entry["type"] != "standard"
        if "days_ago" in str(entry)
    ]
    assert adrift == []


def test_a_moment_is_days_ago_at_a_local_time(now: datetime) -> None:
    assert moment({"days_ago": 3, "at": "08:30"}, now) == datetime(
        2026, 11, 18, 8, 30, tzinfo=HANOI
    )
    assert moment({"days_ago": -2, "at": "19:00"}, now) == datetime(
        2026, 11, 23, 19, tzinfo=HANOI
    )
    assert moment({}, now) == datetime(2026, 11, 21, 8, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("kind", "days_ago", "day"),
    [
        ("any", -3, date(2026, 11, 24)),
        ("workday", 0, date(2026, 11, 23)),
        ("workday", -3, date(2026, 11, 25)),
        ("workday", 6, date(2026, 11, 13)),
        ("weekend", -4, date(2026, 11, 28)),
        ("weekend", 1, date(2026, 11, 15)),
        ("sunday", 0, date(2026, 11, 22)),
        ("sunday", 7, date(2026, 11, 8)),
    ],
)
def test_offices_meet_on_working_days(
    now: datetime, kind: str, days_ago: int, day: date
) -> None:
    """Saturday is today; Tuesday 24/11 is Ngày Văn hóa Việt Nam, a holiday."""
    assert moment({"day": kind, "days_ago": days_ago}, now).date() == day


def test_what_has_a_day_of_its_own_keeps_it(now: datetime) -> None:
    value = {"dated": date(2023, 1, 30), "at": "09:30", "days_ago": 3}
    assert moment(value, now) == datetime(2023, 1, 30, 9, 30, tzinfo=HANOI)


def test_days_are_counted_where_the_readers_are() -> None:
    late_in_london = datetime(2026, 11, 20, 18, tzinfo=ZoneInfo("UTC"))
    assert moment({"days_ago": 0}, late_in_london).date() == date(2026, 11, 21)


@pytest.mark.parametrize("hour", [0, 6, 12, 23])
def test_nothing_was_published_in_the_future(everything: Everything, hour: int) -> None:
    now = datetime(2026, 11, 21, hour, 1, tzinfo=HANOI)
    late = [name for name, entry in everything if published_at(entry, now) >= now]
    assert late == []


def test_what_would_be_published_later_today_was_published_just_now(
    now: datetime,
) -> None:
    assert published_at({"at": "08:30"}, now) == now - timedelta(minutes=30)
    assert published_at({"at": "17:00"}, now) == now - timedelta(minutes=5)


def test_an_item_without_an_address_gets_one_from_its_title() -> None:
    assert slug_of({"title": "Đại hội phụ nữ"}) == "dai-hoi-phu-nu"
    assert slug_of({"title": "Đại hội", "slug": "dh-2026"}) == "dh-2026"


def test_special_pages_come_after_what_they_gather(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.demo.content.CONTENT", tmp_path)
    (tmp_path / "so.a.yaml").write_text("- {type: special, title: x}\n")
    (tmp_path / "so.b.yaml").write_text("- {type: news, title: y}\n")
    assert [entry["title"] for entry in entries_of("so")] == ["y", "x"]


def test_items_of_all_files_of_a_unit_are_read_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.demo.content.CONTENT", tmp_path)
    for name, title in [("so.2", "b"), ("so", "c"), ("so-khac", "x"), ("so.1", "a")]:
        (tmp_path / f"{name}.yaml").write_text(f"- title: {title}\n")
    assert [entry["title"] for entry in entries_of("so")] == ["a", "b", "c"]
    assert list(entries_of("khong-co")) == []

"""The English versions of the demonstration's articles, beside the Vietnamese."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from cms.demo.content import CONTENT, Entry, slug_of
from cms.demo.markup import paragraphs

Entries = dict[str, list[Entry]]
Pairs = list[tuple[str, Entry, Entry]]

ENGLISH = CONTENT.parent / "english"
NEEDED = {"title", "summary", "body"}
IF_ANY = {"kicker", "image_caption", "image_credit"}
LEAST = {"so-vhtt-ha-noi": 14, "hoi-lhpn-da-nang": 4, "ubnd-tinh-ca-mau": 6}
# Words no Vietnamese sentence does without and no name here has.
VIETNAMESE = re.compile(
    r"\b(và|của|những|được|không|các|một|với|người|này)\b", re.IGNORECASE
)
VIETNAMESE_FIGURE = re.compile(r"\d\.\d{3}\b|\d,\d{1,2}\b")
FIGURE = re.compile(r"[\d.,%+–-]*\d[\d.,%+–-]*")
OTHER_MARKS = str.maketrans(".,", ",.")

# What of a block's value must not change with the language.
KEPT: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: paragraphs(value).count("<p>"),
    "list": len,
    "heading": bool,
    "quote": sorted,
    "figure": lambda value: (value["image"], sorted(value)),
    "gallery": lambda value: [
        (figure["image"], sorted(figure)) for figure in value["images"]
    ],
    "table": lambda value: (
        len(value["header"]),
        [[_figure(cell) for cell in row] for row in value["rows"]],
    ),
    "callout": sorted,
    "accordion": lambda value: [sorted(item) for item in value],
    "embed": lambda value: value["url"],
    "download": lambda value: value["file"],
}


def _figure(cell: str) -> str | None:
    """Return a cell's figure, or None for words."""
    return cell if FIGURE.fullmatch(cell) else None


def shape(body: list[Entry]) -> list[tuple[str, Any]]:
    return [
        (kind, KEPT[kind](value)) for block in body for kind, value in block.items()
    ]


def with_english_figures(body: list[Entry]) -> list[Entry]:
    """Return a Vietnamese body with the figures of its tables written as in English."""
    return [
        {"table": _converted(block["table"])} if "table" in block else block
        for block in body
    ]


def _converted(table: Entry) -> Entry:
    rows = [
        [cell.translate(OTHER_MARKS) if _figure(cell) else cell for cell in row]
        for row in table["rows"]
    ]
    return {**table, "rows": rows}


def english_of(code: str) -> dict[str, Entry]:
    """Return a unit's English articles by section and slug of the Vietnamese item."""
    text = (ENGLISH / f"{code}.yaml").read_text(encoding="utf-8")
    articles: dict[str, Entry] = yaml.load(text, Loader=yaml.CSafeLoader)
    return articles


@pytest.fixture(scope="module")
def english() -> dict[str, dict[str, Entry]]:
    """Return all English articles by unit code."""
    codes = sorted(path.stem for path in ENGLISH.iterdir())
    return {code: english_of(code) for code in codes}


@pytest.fixture(scope="module")
def pairs(english: dict[str, dict[str, Entry]], entries: Entries) -> Pairs:
    """Return name, English and Vietnamese of every article that has both."""
    vietnamese = {
        f"{code}/{entry['section']}/{slug_of(entry)}": entry
        for code in english
        for entry in entries.get(code, [])
        if entry["type"] == "news"
    }
    return [
        (name, article, vietnamese[name])
        for code, articles in english.items()
        for address, article in articles.items()
        if (name := f"{code}/{address}") in vietnamese
    ]


def lines() -> Iterator[tuple[str, str]]:
    for path in sorted(ENGLISH.iterdir()):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"{path.name}:{number}", line


def test_there_are_at_least_thirty_articles(
    english: dict[str, dict[str, Entry]],
) -> None:
    assert sum(map(len, english.values())) >= 30
    few = [code for code, least in LEAST.items() if len(english[code]) < least]
    assert few == []


def test_every_file_belongs_to_a_unit(
    english: dict[str, dict[str, Entry]], entries: Entries
) -> None:
    assert set(english) - set(entries) == set()


def test_every_english_article_has_its_vietnamese(
    english: dict[str, dict[str, Entry]], pairs: Pairs
) -> None:
    written = {f"{code}/{key}" for code, found in english.items() for key in found}
    assert written - {name for name, _article, _original in pairs} == set()


def test_an_article_says_what_its_vietnamese_says(pairs: Pairs) -> None:
    for name, article, original in pairs:
        assert set(article) == NEEDED | (IF_ANY & set(original)), name
        assert all(article.values()), name


def test_a_body_has_the_same_blocks_in_the_same_order(pairs: Pairs) -> None:
    for name, article, original in pairs:
        assert [kind for kind, _kept in shape(article["body"])] == [
            kind for kind, _kept in shape(original["body"])
        ], name


def test_blocks_keep_their_pictures_tables_and_lengths(pairs: Pairs) -> None:
    for name, article, original in pairs:
        assert shape(article["body"]) == shape(
            with_english_figures(original["body"])
        ), name


def test_titles_differ_and_are_translated(pairs: Pairs) -> None:
    titles = [article["title"] for _name, article, _original in pairs]
    assert len(titles) == len(set(titles))
    assert [
        name for name, article, item in pairs if article["title"] == item["title"]
    ] == []


def test_nothing_vietnamese_is_left_beyond_names() -> None:
    assert [place for place, line in lines() if VIETNAMESE.search(line)] == []


def test_figures_are_written_as_in_english() -> None:
    assert [place for place, line in lines() if VIETNAMESE_FIGURE.search(line)] == []


def test_letters_are_composed() -> None:
    assert [
        place for place, line in lines() if not unicodedata.is_normalized("NFC", line)
    ] == []


def test_no_markup_is_left_over(pairs: Pairs) -> None:
    for name, article, _original in pairs:
        texts = [block["text"] for block in article["body"] if "text" in block]
        assert "**" not in "".join(map(paragraphs, texts)), name

"""The five source plans: their full text on a page, their file to take along."""

import hashlib
import re

import pytest
from django.utils.html import strip_tags
from wagtail.models import Collection

from cms.demo.assets import FILES, Assets
from cms.demo.bodies import stream
from cms.demo.content import Entry, entries_of
from cms.pages.models import StandardPage
from media_library.models import Document
from search.text import nfc
from tests.demo.documents import word_text
from tests.demo.plans import PLANS, SOURCES, Plan

WORD = re.compile(r"\w+")
each_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


def words(text: str) -> list[str]:
    return WORD.findall(nfc(text).lower())


def first_missing(wanted: list[str], found: list[str]) -> str:
    """Return the first words that do not follow in their order, nothing if all do."""
    place = 0
    for position, word in enumerate(wanted):
        try:
            place = found.index(word, place) + 1
        except ValueError:
            return " ".join(wanted[max(0, position - 8) : position + 4])
    return ""


def entry_of(plan: Plan) -> Entry:
    (entry,) = [item for item in entries_of(plan.unit) if item["slug"] == plan.slug]
    return entry


def source_text(plan: Plan) -> str:
    return plan.source.read_text(encoding="utf-8")


def test_there_is_a_plan_for_every_source() -> None:
    sources = sorted(path.name for path in SOURCES.iterdir())
    assert sources == sorted(plan.source.name for plan in PLANS.values())


@each_plan
def test_a_source_is_the_plan_byte_for_byte(plan: Plan) -> None:
    digest = hashlib.sha256(plan.source.read_bytes()).hexdigest()
    assert digest == plan.sha256


@each_plan
def test_a_plan_to_take_along_says_every_word_of_it_in_order(plan: Plan) -> None:
    _pdf, docx = plan.files
    written = words(word_text(FILES / docx))
    assert first_missing(words(source_text(plan)), written) == ""


@each_plan
def test_a_plan_is_a_page_in_its_section(plan: Plan) -> None:
    entry = entry_of(plan)
    assert (entry["type"], entry["section"]) == ("standard", plan.section)


@each_plan
@pytest.mark.django_db
def test_a_page_shows_every_word_of_its_plan_in_order(plan: Plan) -> None:
    root = Collection.get_first_root_node()
    body = StandardPage(body=stream(entry_of(plan)["body"], Assets(root))).body
    shown = words(strip_tags(str(body).replace("<", " <")))
    wanted = words(source_text(plan))
    assert len(wanted) > 600
    assert first_missing(wanted, shown) == ""


@each_plan
@pytest.mark.django_db
def test_a_page_ends_with_the_plan_to_take_along(plan: Plan) -> None:
    root = Collection.get_first_root_node()
    body = StandardPage(body=stream(entry_of(plan)["body"], Assets(root))).body
    last = [body[place] for place in range(len(body) - 2, len(body))]
    assert [block.block_type for block in last] == ["download", "download"]
    documents = [block.value["document"] for block in last]
    assert [document.sha256 for document in documents] == [
        hashlib.sha256((FILES / name).read_bytes()).hexdigest() for name in plan.files
    ]
    assert [document.file_extension for document in documents] == ["pdf", "docx"]
    assert [document.url in str(body) for document in documents] == [True, True]
    assert Document.objects.count() == 2


def test_a_word_out_of_order_is_found() -> None:
    assert first_missing(["một", "hai", "ba"], ["một", "không", "hai", "ba"]) == ""
    assert first_missing(["một", "hai", "ba"], ["hai", "một", "ba"]) == "một hai ba"

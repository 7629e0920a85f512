"""Wagtail's search of the database, with our words in its index."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, Phrase, PlainText

from cms.core.models import Topic
from tests.factories.core import TopicFactory
from tests.plugins.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

# The twelve sentences and twenty queries of the research on search (3.1) exist as their
# kinds only: these are ours, of the same kinds.
TITLES = (
    "Đại hội Thi đua yêu nước tỉnh Đồng Tháp",
    "Bảo tàng Đắk Lắk mở cửa đêm",
    "Quyết định số 120/QĐ-UBND về lễ hội",
    "Kế hoạch số 20/KH-SVHTTDL năm 2026",
    "Ủy ban nhân dân xã họp dân",
    "Điện Biên đón khách mùa hoa ban",
    "Hát xẩm trở lại phố cổ",
    "Hạt lúa trên cánh đồng mẫu",
    "Thúy Kiều trên sân khấu chèo",
    "Hòa nhạc bên hồ",
    "Múa rối nước ở đình làng",
    "Mùa nước nổi về sớm",
)
(
    DONG_THAP,
    DAK_LAK,
    N120,
    N20,
    UBND,
    DIEN_BIEN,
    HAT,
    HAT_LUA,
    KIEU,
    HOA_NHAC,
    MUA,
    NOI,
) = range(12)
QUERIES = [
    ("dong thap", {DONG_THAP}),
    ("ĐỒNG THÁP", {DONG_THAP}),
    ("Đồng Tháp", {DONG_THAP}),  # each letter with its marks after it
    ("dak lak", {DAK_LAK}),
    ("Đắk Lắk", {DAK_LAK}),
    ("120/QĐ-UBND", {N120}),
    ("120/QD-UBND", {N120}),
    ("20/KH-SVHTTDL", {N20}),
    ("20/kh", {N20}),
    ("uỷ ban", {UBND}),
    ("ỦY BAN", {UBND}),
    ("dien bien", {DIEN_BIEN}),
    ("Điện Biên", {DIEN_BIEN}),
    ("hat", {HAT, HAT_LUA}),
    ("thuý kiều", {KIEU}),
    ("hoà nhạc", {HOA_NHAC}),
    ("mua nuoc", {MUA, NOI}),
    ("le hoi", {N120}),
    ("nước", {DONG_THAP, MUA, NOI}),
    ("nhac hoa", {HOA_NHAC}),
]


@pytest.fixture
@kept
def topics() -> list[Topic]:
    return [TopicFactory.create(name=title) for title in TITLES]


def found(query: object, topics: list[Topic], **kwargs: object) -> set[int]:
    places = {topic.pk: place for place, topic in enumerate(topics)}
    hits = get_search_backend().search(query, Topic, **kwargs)
    return {places[hit.pk] for hit in hits}


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_twenty_queries_find_exactly_what_they_ask(
    topics: list[Topic], query: str, expected: set[int]
) -> None:
    assert found(query, topics) == expected


def test_words_side_by_side(topics: list[Topic]) -> None:
    assert found(Phrase("rối nước"), topics) == {MUA}
    assert found(Phrase("nuoc roi"), topics) == set()


def test_any_word(topics: list[Topic]) -> None:
    assert found(PlainText("xẩm chèo", operator="or"), topics) == {HAT, KIEU}
    assert found("xẩm chèo", topics) == set()


def test_everything(topics: list[Topic]) -> None:
    assert found(MATCH_ALL, topics) == set(range(12))


def test_compound_queries_are_refused_and_not_misread(topics: list[Topic]) -> None:
    with pytest.raises(NotImplementedError, match="Not"):
        found(~PlainText("nước"), topics)


@pytest.mark.parametrize(
    "query",
    ['"', "'", "%", "*", "(", ")", ":*", "🎉", "\x00", " ", "-", "", "a" * 9000],
)
def test_nothing_typed_breaks_a_search(topics: list[Topic], query: str) -> None:
    assert found(query, topics) == set()
    assert not list(get_search_backend().autocomplete(query, Topic))


@pytest.mark.parametrize(
    "query", ['hát "', "hát' OR 'x", "hat:*", "hat & !hat", "hat NEAR(", "hat\\"]
)
def test_signs_of_the_engines_only_separate_words(
    topics: list[Topic], query: str
) -> None:
    assert found(query, topics) <= {HAT, HAT_LUA}


def test_a_word_is_completed_while_it_is_typed(topics: list[Topic]) -> None:
    hits = get_search_backend().autocomplete("dien bi", Topic)
    assert [hit.name for hit in hits] == [TITLES[DIEN_BIEN]]
    assert [hit.name for hit in get_search_backend().autocomplete("Ủy b", Topic)] == [
        TITLES[UBND]
    ]


def test_a_field_may_be_named(topics: list[Topic]) -> None:
    assert found("xẩm", topics, fields=["name"]) == {HAT}
    assert found("xẩm", topics, fields=[]) == set()


def test_a_change_and_a_removal_reach_the_index(topics: list[Topic]) -> None:
    topics[HAT].name = "Ca trù"
    topics[HAT].save()
    assert found("xẩm", topics) == set()
    assert found("ca trù", topics) == {HAT}
    topics[HAT].delete()
    assert not list(get_search_backend().search("ca trù", Topic))


def test_models_without_an_index_are_not_searched() -> None:
    assert not list(get_search_backend().search("x", Page.objects.none()))

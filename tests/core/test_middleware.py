"""Text that comes in is composed at the door (V-01)."""

import unicodedata

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from cms.core.middleware import NormaliseInput, composed

WORD = "hòa bình"
TYPED = unicodedata.normalize("NFD", WORD)


def passed(request: HttpRequest) -> HttpRequest:
    """Return what a view gets."""
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    middleware = NormaliseInput(view)
    middleware.process_view(request, view, (), {})
    middleware(request)
    return seen[0]


def test_a_question_is_composed(rf: RequestFactory) -> None:
    request = passed(rf.get("/", {"q": [TYPED, "x"], TYPED: "1"}))
    assert dict(request.GET.lists()) == {"q": [WORD, "x"], WORD: ["1"]}


@pytest.mark.parametrize("multipart", [True, False])
def test_a_form_is_composed(rf: RequestFactory, *, multipart: bool) -> None:
    if multipart:
        request = rf.post("/", {"title": TYPED})
    else:
        body = QueryDict(mutable=True)
        body["title"] = TYPED
        request = rf.post("/", body.urlencode(), "application/x-www-form-urlencoded")
    assert passed(request).POST["title"] == WORD


def test_nul_is_no_character_of_a_question(rf: RequestFactory) -> None:
    request = rf.get("/", {"q": "a\0b", "\0": "1"})
    request.path_info = "/van\0hoa/"
    seen = passed(request)
    assert dict(seen.GET.lists()) == {"q": ["a\ufffdb"], "\ufffd": ["1"]}
    assert seen.path_info == "/van\ufffdhoa/"


def test_a_form_gets_nul_as_it_came_and_refuses_it(rf: RequestFactory) -> None:
    assert passed(rf.post("/", {"title": "a\0b"})).POST["title"] == "a\0b"


def test_an_address_is_composed(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.path_info = f"/{TYPED}/"
    assert passed(request).path_info == f"/{WORD}/"


@pytest.mark.parametrize(
    ("method", "content_type"), [("post", "application/json"), ("put", "text/plain")]
)
def test_a_body_that_is_no_form_is_left_alone(
    rf: RequestFactory, method: str, content_type: str
) -> None:
    request = getattr(rf, method)("/", TYPED.encode(), content_type=content_type)
    assert passed(request).body == TYPED.encode()


def test_what_is_composed_already_is_the_same_object() -> None:
    values = QueryDict("q=%C3%B2")
    assert composed(values) is values


def test_composed_values_cannot_be_changed() -> None:
    values = composed(QueryDict("a=1&q=o%CC%80&a=2"))
    assert values.getlist("a") == ["1", "2"]
    with pytest.raises(AttributeError):
        values["q"] = "x"


def test_values_that_are_not_text_are_read_as_text() -> None:
    values = QueryDict(mutable=True)
    values.setlist(TYPED, [1, TYPED])  # type: ignore[list-item]
    assert composed(values).getlist(WORD) == ["1", WORD]

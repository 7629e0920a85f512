"""How a reader wants pages shown: a closed set of values."""

import pytest
from django.test import RequestFactory

from cms.display.preferences import (
    CHOICES,
    Display,
    display_of,
    reading_display,
    saves_data,
)

VALUES = {"", "lon", "rat-lon", "tuong-phan", "lon.tuong-phan", "rat-lon.tuong-phan"}


def cookie(value: str, **headers: str) -> Display:
    request = RequestFactory().get("/", headers=headers)
    request.COOKIES["doc"] = value
    return reading_display(request)


def test_a_page_differs_in_six_ways() -> None:
    """What a page cache may key its answers by."""
    assert set(CHOICES) == VALUES
    assert {value: choice.value for value, choice in CHOICES.items()} == {
        value: value for value in VALUES
    }


@pytest.mark.parametrize("value", sorted(VALUES))
def test_a_choice_is_read_as_it_was_written(value: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["doc"] = value
    assert display_of(request) == value


@pytest.mark.parametrize(
    "value",
    ["Lon", "lon.", ".lon", "tuong-phan.lon", "lon.lon", "x" * 5000, "lon\x00", "<b>"],
)
def test_anything_else_is_the_usual(value: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["doc"] = value
    assert display_of(request) == ""


@pytest.mark.parametrize(
    ("value", "classes"),
    [
        ("", ""),
        ("lon", "text-large"),
        ("rat-lon", "text-largest"),
        ("tuong-phan", "high-contrast"),
        ("rat-lon.tuong-phan", "text-largest high-contrast"),
    ],
)
def test_a_choice_becomes_classes(value: str, classes: str) -> None:
    assert cookie(value).classes == classes


@pytest.mark.parametrize(
    ("header", "less"),
    [("on", True), (" ON ", True), ("off", False), ("", False), ("on; x", False)],
)
def test_a_device_may_ask_for_less(header: str, *, less: bool) -> None:
    request = RequestFactory().get("/", headers={"Save-Data": header})
    assert saves_data(request) is less
    assert reading_display(request).classes == ("save-data" if less else "")
    assert reading_display(request).value == ""


@pytest.mark.parametrize(
    ("before", "form", "after"),
    [
        ("", {"co": "lon"}, "lon"),
        ("lon", {"co": "rat-lon"}, "rat-lon"),
        ("rat-lon.tuong-phan", {"co": "thuong"}, "tuong-phan"),
        ("lon", {"tuong-phan": "1"}, "lon.tuong-phan"),
        ("lon.tuong-phan", {"tuong-phan": "0"}, "lon"),
        ("lon", {}, "lon"),
        ("lon.tuong-phan", {"co": "khong-lo", "tuong-phan": "2"}, "lon.tuong-phan"),
        ("lon", {"co": ""}, "lon"),
    ],
)
def test_a_form_changes_what_it_names(
    before: str, form: dict[str, str], after: str
) -> None:
    assert CHOICES[before].changed(form).value == after

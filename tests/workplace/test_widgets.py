"""Widgets hand their calls over as data."""

import inspect
import json

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from wagtail.admin.panels import inline_panel
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)

from cms.workplace.widgets import start_element


def start_of(widget: forms.Widget) -> Tag:
    markup = BeautifulSoup(widget.render("day", None, {"id": "id_day"}), "html.parser")
    assert markup.find("script") is None
    start = markup.find("d-start")
    assert isinstance(start, Tag)
    return start


@pytest.mark.parametrize(
    ("widget", "starter", "shown"),
    [
        (AdminDateInput(), "initDateChooser", "d/m/Y"),
        (AdminTimeInput(), "initTimeChooser", "H:i"),
        (AdminDateTimeInput(), "initDateTimeChooser", "d/m/Y H:i"),
    ],
)
def test_a_day_starts_its_calendar(
    widget: forms.Widget, starter: str, shown: str
) -> None:
    start = start_of(widget)
    assert (start["name"], start["of"]) == (starter, "id_day")
    assert json.loads(str(start["arguments"]))["format"] == shown


@pytest.mark.django_db
def test_a_chooser_starts_itself() -> None:
    start = start_of(AdminPageChooser())
    identity, options = json.loads(str(start["arguments"]))
    assert (start["name"], identity) == ("PageChooser", "id_day")
    assert options["modalUrl"] == "/admin/choose-page/"


@pytest.mark.django_db
def test_a_chooser_without_an_id_is_refused() -> None:
    with pytest.raises(TypeError, match="without an id"):
        AdminPageChooser().render("page", None, {})


@pytest.mark.parametrize(
    ("call", "name", "arguments"),
    [
        ('new ImageChooser("id_a", {"x": [1]});', "ImageChooser", ["id_a", {"x": [1]}]),
        ('createMediaChooser("id_b");', "createMediaChooser", ["id_b"]),
        ('new C("\\"><script>");', "C", ['"><script>']),
    ],
)
def test_a_call_becomes_data(call: str, name: str, arguments: list[object]) -> None:
    element = BeautifulSoup(start_element(call), "html.parser").find("d-start")
    assert isinstance(element, Tag)
    assert element["name"] == name
    assert json.loads(str(element["arguments"])) == arguments
    assert "<script>" not in str(start_element(call))


@pytest.mark.parametrize("call", ["alert(1); alert(2);", "var x = new A();", ""])
def test_more_than_a_call_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match=r"not a single call|Expecting|Extra"):
        start_element(call)


def test_wagtail_still_hands_its_call_to_one_method() -> None:
    """What ``render_chooser`` stands on; a new Wagtail may write it elsewhere."""
    assert "render_js_init" in vars(BaseChooser)
    assert '"options_json"' in inspect.getsource(inline_panel)

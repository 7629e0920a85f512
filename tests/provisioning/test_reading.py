"""Reading YAML: every kind of fault, with its line and its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.validators import validate_email

from cms.provisioning.faults import Fault, SpecError
from cms.provisioning.reading import Cursor, read_yaml

Reader = Callable[[Cursor], Any]

FAULTS: dict[str, tuple[str, Reader, Fault]] = {
    "an unknown key": (
        "a: 1\nb: 2\n",
        lambda root: root.expect("a"),
        Fault(2, "b", "is not known here"),
    ),
    "an unknown key below": (
        "unit:\n  name: x\n  nmae: y\n",
        lambda root: root.at("unit").expect("name"),
        Fault(3, "unit.nmae", "is not known here"),
    ),
    "a key twice": (
        "a: 1\nb: 2\na: 3\n",
        lambda root: root.expect("a", "b"),
        Fault(3, "a", "stands here twice"),
    ),
    "text instead of a mapping": (
        "x: 1\nunit: Thư viện\n",
        lambda root: root.at("unit").expect("name"),
        Fault(2, "unit", "must be a mapping"),
    ),
    "a list instead of a mapping": (
        "- a\n- b\n",
        lambda root: root.expect("a"),
        Fault(1, "/", "must be a mapping"),
    ),
    "text instead of a list": (
        "x: 1\nhosts: a\n",
        lambda root: list(root.at("hosts").items()),
        Fault(2, "hosts", "must be a list"),
    ),
    "a mapping instead of text": (
        "name: {a: 1}\n",
        lambda root: root.at("name").text(),
        Fault(1, "name", "must be text"),
    ),
    "text that is missing": (
        "x:\n  y: 1\n",
        lambda root: root.at("x").at("name").text(required=True),
        Fault(1, "x.name", "is missing"),
    ),
    "empty text": (
        "x: 1\nname: ''\n",
        lambda root: root.at("name").text(required=True),
        Fault(2, "name", "is missing"),
    ),
    "blank text": (
        "name: '  '\n",
        lambda root: root.at("name").text(required=True),
        Fault(1, "name", "is missing"),
    ),
    "null for text": (
        "name: ~\n",
        lambda root: root.at("name").text(required=True),
        Fault(1, "name", "is missing"),
    ),
    "text that is too long": (
        "name: abcd\n",
        lambda root: root.at("name").text(most=3),
        Fault(1, "name", "is longer than 3 characters"),
    ),
    "none of the choices": (
        "list:\n  - kind: shop\n",
        lambda root: next(root.at("list").items()).at("kind").choice(["a", "b"]),
        Fault(2, "list[0].kind", "“shop” is not one of a, b"),
    ),
    "no choice": (
        "x: 1\n",
        lambda root: root.at("kind").choice(["a", "b"]),
        Fault(1, "kind", "is missing"),
    ),
    "broken by a rule": (
        "x: 1\nemail: nobody\n",
        lambda root: root.at("email").checked(validate_email, "nobody"),
        Fault(2, "email", "Enter a valid email address."),
    ),
    "a number instead of a date": (
        "on: 5\nday: 20250630\n",
        lambda root: root.at("day").day(),
        Fault(2, "day", "must be a date like 2025-06-30"),
    ),
    "a moment instead of a date": (
        "day: 2025-06-30 10:00:00\n",
        lambda root: root.at("day").day(),
        Fault(1, "day", "must be a date like 2025-06-30"),
    ),
    "a day that does not exist": (
        "x: 1\nday: 2025-06-31\n",
        lambda root: root.at("day").day(),
        Fault(2, "day", "can't be read: day is out of range for month"),
    ),
    "an unknown tag": (
        "x: 1\nday: !!python/object:os.system {}\n",
        lambda root: root.at("day").day(),
        Fault(
            2,
            "day",
            "can't be read: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/object:os.system'",
        ),
    ),
    "text instead of a number": (
        "n: many\n",
        lambda root: root.at("n").number(low=1, high=8),
        Fault(1, "n", "must be a whole number from 1 to 8"),
    ),
    "a number that is too high": (
        "n: 9\n",
        lambda root: root.at("n").number(low=1, high=8),
        Fault(1, "n", "must be a whole number from 1 to 8"),
    ),
    "a number that is too low": (
        "n: 0\n",
        lambda root: root.at("n").number(low=1, high=8),
        Fault(1, "n", "must be a whole number from 1 to 8"),
    ),
    "yes instead of a number": (
        "n: yes\n",
        lambda root: root.at("n").number(low=1, high=8),
        Fault(1, "n", "must be a whole number from 1 to 8"),
    ),
    "the same key in a list": (
        "list:\n- a\n- b\n- a\n",
        lambda root: root.at("list").refuse_twins(["a", "b", "a"]),
        Fault(4, "list[2]", "“a” stands here twice"),
    ),
}


@pytest.mark.parametrize(("text", "read", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line_and_place(
    text: str, read: Reader, expected: Fault
) -> None:
    root = read_yaml(text)
    read(root)
    assert root.faults == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: 1\nb: [1\nc: 2\n",
            Fault(3, "/", "this is not YAML: expected ',' or ']', but got ':'"),
        ),
        (
            "a: 1\n\tb: 2\n",
            Fault(
                2,
                "/",
                "this is not YAML: found character '\\t' that cannot start any token",
            ),
        ),
        (
            "a: 1\n---\nb: 2\n",
            Fault(2, "/", "this is not YAML: but found another document"),
        ),
        (
            "a: \x00\n",
            Fault(
                1,
                "/",
                "this is not YAML: unacceptable character #x0000: "
                "special characters are not allowed",
            ),
        ),
    ],
    ids=["unclosed", "tab", "two documents", "control character"],
)
def test_what_is_not_yaml_is_refused_with_its_line(text: str, expected: Fault) -> None:
    with pytest.raises(SpecError) as refused:
        read_yaml(text)
    assert refused.value.faults == [expected]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0276000020", "0276000020"),
        ("13:30", "13:30"),
        ("no", "no"),
        ("2025-06-30", "2025-06-30"),
        ("1.10", "1.10"),
        ("'  a b '", "a b"),
        ("Thu\u031b vie\u0323\u0302n", "Thư viện"),
        ("~", ""),
    ],
)
def test_text_is_read_as_it_is_written(written: str, expected: str) -> None:
    root = read_yaml(f"name: {written}\n")
    assert root.at("name").text() == expected
    assert root.faults == []


def test_values_are_read_as_yaml_means_them_and_composed() -> None:
    root = read_yaml("a: {n: 5, day: 2025-06-30, list: ['vie\u0323\u0302n', ~]}\n")
    assert root.at("a").value == {
        "n": 5,
        "day": date(2025, 6, 30),
        "list": ["viện", None],
    }
    assert root.faults == []


def test_what_is_left_out_has_its_default() -> None:
    root = read_yaml("a: ~\n")
    assert not root.at("a").exists
    assert root.at("a").value is None
    assert root.at("b").text() == ""
    assert root.at("b").choice(["x", "y"], default="y") == "y"
    assert root.at("b").day() is None
    assert root.at("b").number(low=1, high=8) is None
    assert root.at("b").number(low=1, high=8, default=3) == 3
    assert list(root.at("b").items()) == []
    assert list(root.at("b").entries()) == []
    assert root.faults == []


def test_an_empty_file_has_nothing_in_it() -> None:
    root = read_yaml("")
    assert not root.exists
    assert root.at("unit").at("code").place == "unit.code"


def test_every_place_knows_its_line() -> None:
    root = read_yaml("unit:\n  code: a\nhosts:\n  - x\n  - {y: 1,\n     z: 2}\n")
    assert root.lines() == {
        "unit": 1,
        "unit.code": 2,
        "hosts": 3,
        "hosts[0]": 4,
        "hosts[1]": 5,
        "hosts[1].y": 5,
        "hosts[1].z": 6,
    }


def test_faults_are_told_once_and_in_order_of_their_lines() -> None:
    error = SpecError([Fault(9, "b", "x"), Fault(2, "a", "y"), Fault(9, "b", "x")])
    assert error.faults == [Fault(2, "a", "y"), Fault(9, "b", "x")]
    assert str(error) == "2: a: y\n9: b: x"

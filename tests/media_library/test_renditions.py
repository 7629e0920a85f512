"""The table of sizes."""

import pytest

from media_library.renditions import LIST_FILTERS, ROLES, Role, filters_of


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_size_is_webp_and_the_smaller_comes_first(role: Role) -> None:
    widths = [int(spec.split("-")[1].split("x")[0]) for spec in role.filters]
    assert widths == sorted(widths)
    assert all(spec.endswith("|format-webp") for spec in role.filters)
    assert role.sizes.endswith(("vw", "rem"))


def test_only_what_stands_on_top_is_loaded_eagerly() -> None:
    assert {name for name, role in ROLES.items() if role.eager} == {"lead", "hero"}


def test_filters_of_several_roles_come_once_each() -> None:
    assert filters_of("row", "thumb") == (
        "fill-180x120|format-webp",
        "fill-360x240|format-webp",
    )
    assert filters_of() == ()


def test_lists_need_every_size_of_their_roles() -> None:
    named = {
        spec for name in ("lead", "big", "card", "row") for spec in ROLES[name].filters
    }
    assert set(LIST_FILTERS) == named
    assert len(LIST_FILTERS) == len(named)

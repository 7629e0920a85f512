"""The table of sizes."""

import pytest

from media_library.renditions import LIST_FILTERS, ROLES, Role, filters_of


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_the_smaller_size_comes_first(role: Role) -> None:
    widths = [int(crop.split("-")[1].split("x")[0]) for crop in role.crops]
    assert widths == sorted(widths)
    assert role.sizes.endswith(("vw", "rem"))


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_role_has_webp_for_all_and_one_jpeg_for_old_browsers(role: Role) -> None:
    assert role.webp == tuple(f"{crop}|format-webp" for crop in role.crops)
    assert role.jpeg == f"{role.fallback}|format-jpeg"
    assert role.filters == (*role.avif, *role.webp, role.jpeg)


def test_small_screens_get_an_items_main_picture_as_avif(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ADR 0020: the largest picture of the most read pages, and no more than that."""
    named = {name: role.avif for name, role in ROLES.items() if role.avif}
    assert named == {"hero": ("max-720x720|format-avif",)}
    monkeypatch.setattr("media_library.renditions.KNOWS_AVIF", False)
    assert ROLES["hero"].avif == ()


def test_a_picture_is_made_in_few_sizes() -> None:
    """Each is a decoding, a scaling and an encoding that a publication waits for."""
    assert len({*LIST_FILTERS, *filters_of("hero")}) == 8
    assert len(filters_of("full", "gallery")) == 3


def test_only_what_stands_on_top_is_loaded_eagerly() -> None:
    assert {name for name, role in ROLES.items() if role.eager} == {"lead", "hero"}


def test_filters_of_several_roles_come_once_each() -> None:
    assert filters_of("row", "thumb") == (
        "fill-360x240|format-webp",
        "fill-360x240|format-jpeg",
    )
    assert filters_of() == ()


def test_lists_need_every_size_of_their_roles() -> None:
    named = {
        spec for name in ("lead", "big", "card", "row") for spec in ROLES[name].filters
    }
    assert set(LIST_FILTERS) == named
    assert len(LIST_FILTERS) == len(named)

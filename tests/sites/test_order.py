"""Rows are listed by the names they have now, as Vietnamese orders names."""

import unicodedata
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import given, strategies as st

from cms.core.models import Topic
from cms.quality.models import Leader, OfficialSource
from cms.users.models import User
from sites import order
from sites.models import Portal, RoleAssignment, Unit, UnitKind
from sites.order import NAMES, PEOPLE, OrderKey, in_order, order_keys
from tests.architecture.test_conventions import our_models
from tests.factories.people import UserFactory
from tests.factories.portals import UnitFactory, living_portal

# V-13 of the domain research, and where Đ stands.
DICTIONARY = ["hoa mai", "hòa an", "hoà thắng", "hỏa lò", "hoá đơn", "họa mi"]
PLACES = ["Dầu Tiếng", "Duyên Hải", "Đà Nẵng", "Đức Huệ", "Ea Kar"]
# V-14: An, Anh, Ánh, Bình and the rest are given names; Hằng and Ronaldo have no other.
FOLK = [
    *("Nguyễn Văn An", "lê minh ANH", "Trần Ánh", "Lê Thị Bình"),
    *("Hằng", "Đinh Thị Minh Hằng", "Đỗ Thị Minh Hằng", "Ronaldo"),
    *("John Smith", "Nguyễn Ý"),
]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def bulk(names: list[str]) -> None:
    Unit.objects.bulk_create(
        Unit(code=f"dv-{place}", name=name, short_name="x", kind=UnitKind.COMMUNE)
        for place, name in enumerate(names)
    )


def listed() -> list[str]:
    return list(Unit.objects.values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.embedded
@pytest.mark.parametrize("names", [DICTIONARY, PLACES], ids=["V-13", "Đ"])
def test_units_stand_as_in_a_dictionary(names: list[str]) -> None:
    bulk(sorted(names, reverse=True))
    assert listed() == names


@pytest.mark.django_db
@pytest.mark.embedded
def test_people_stand_by_given_name_then_by_family_name() -> None:
    User.objects.bulk_create(
        User(username=f"n{place}", full_name=name)
        for place, name in enumerate(sorted(FOLK))
    )
    assert list(User.objects.values_list("full_name", flat=True)) == FOLK
    asked = User.objects.all().in_order()
    assert list(asked.values_list("full_name", flat=True)) == FOLK


@pytest.mark.django_db
@pytest.mark.embedded
def test_two_spellings_of_a_name_stand_side_by_side() -> None:
    """V-11; and neither capitals nor decomposed letters part them."""
    bulk(["Hoà Bình", "Hòa An", "hòa bình", nfd("HOÀ BÌNH"), "Hoà Cường"])
    keys = dict(Unit.objects.values_list("name", "sort_key"))
    assert keys["Hoà Bình"] == keys["hòa bình"] == keys[nfd("HOÀ BÌNH")]
    assert listed()[0] == "Hòa An"
    assert listed()[1:4] == ["Hoà Bình", "hòa bình", nfd("HOÀ BÌNH")]  # as they came
    assert listed()[4] == "Hoà Cường"


def rename(unit: Unit) -> None:
    unit.name = "Bảo tàng"
    unit.save()


def rename_only(unit: Unit) -> None:
    unit.name = "Bảo tàng"
    unit.save(update_fields=["name"])


def rename_row(unit: Unit) -> None:
    assert Unit.objects.filter(pk=unit.pk).update(name="Bảo tàng") == 1


def rename_or_create(unit: Unit) -> None:
    Unit.objects.update_or_create(pk=unit.pk, defaults={"name": "Bảo tàng"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "how",
    [rename, rename_only, rename_row, rename_or_create],
    ids=lambda one: one.__name__,
)
def test_a_renamed_unit_moves(how: Any) -> None:
    UnitFactory.create(name="Công an")
    unit = UnitFactory.create(name="Thư viện")
    assert listed() == ["Công an", "Thư viện"]
    how(unit)
    assert listed() == ["Bảo tàng", "Công an"]


@pytest.mark.django_db
def test_a_renamed_person_moves() -> None:
    person = UserFactory.create(full_name="Trần Văn Yên")
    UserFactory.create(full_name="Lê Thị Bình")
    person.full_name = "Trần Văn An"
    person.save(update_fields=["full_name"])
    found = User.objects.values_list("full_name", flat=True)
    assert list(found) == ["Trần Văn An", "Lê Thị Bình"]


@pytest.mark.django_db
def test_what_stores_no_name_touches_no_key() -> None:
    unit = UnitFactory.create(name="Thư viện")
    Unit.objects.filter(pk=unit.pk).update(sort_key="zz")
    unit.symbol = "TV"
    unit.save(update_fields=["symbol"])
    unit.refresh_from_db()
    assert (unit.symbol, unit.sort_key) == ("TV", "zz")


@pytest.mark.django_db
def test_a_name_that_only_the_database_knows_is_refused() -> None:
    unit = UnitFactory.create(name="Thư viện")
    before = Unit.objects.values().get(pk=unit.pk)
    with pytest.raises(TypeError, match="name is written as text"):
        Unit.objects.update(name=F("code"))
    unit.name = "Bảo tàng"
    with (
        pytest.raises(TypeError, match="name is written as text"),
        transaction.atomic(),
    ):
        Unit.objects.bulk_update([unit], ["name"])
    assert Unit.objects.values().get(pk=unit.pk) == before


@pytest.mark.django_db
def test_portals_stand_by_the_names_of_their_units() -> None:
    for name in ("Đông Anh", "Ea Kar", "Dân Tiến"):
        living_portal(unit=UnitFactory.create(name=name))
    found = Portal.objects.in_order().values_list("unit__name", flat=True)
    assert list(found) == ["Dân Tiến", "Đông Anh", "Ea Kar"]


@pytest.mark.django_db
def test_units_of_a_kind_stand_together() -> None:
    for name, kind in (("Đ", "department"), ("B", "commune"), ("C", "department")):
        UnitFactory.create(name=name, kind=kind)
    found = Unit.objects.by_kind().values_list("name", flat=True)
    assert list(found) == ["B", "C", "Đ"]


@pytest.mark.django_db
def test_registers_planted_by_a_migration_have_their_keys() -> None:
    rows = OfficialSource.objects.values_list("name", "sort_key")
    made = order_keys(OfficialSource)[0].key_for
    assert rows
    assert [key for _name, key in rows] == [made(name) for name, _key in rows]


def test_leaders_of_one_rank_are_people() -> None:
    assert Leader._meta.ordering == ["protocol_order", "sort_key", "pk"]
    assert order_keys(Leader)[0].rule == PEOPLE


@pytest.mark.parametrize(
    ("model", "path", "found"),
    [
        (Unit, "name", "sort_key"),
        (Unit, "-name", "-sort_key"),
        (Unit, "parent__name", "parent__sort_key"),
        (Unit, "short_name", "short_name"),
        (Portal, "-unit__parent__name", "-unit__parent__sort_key"),
        (RoleAssignment, "user__full_name", "user__sort_key"),
        (Topic, "items__title", "items__title"),
        (Unit, "nothing__name", "nothing__name"),
    ],
)
def test_a_path_to_a_name_becomes_one_to_its_key(
    model: Any, path: str, found: str
) -> None:
    assert in_order(model, path) == found


def keys() -> list[OrderKey]:
    return [key for model in our_models() for key in order_keys(model)]


def test_every_key_has_room_for_the_longest_name() -> None:
    assert len(keys()) == 5
    for key in keys():
        source: Any = key.model._meta.get_field(key.source)
        for name in ("Ấ" * source.max_length, "ấ " * (source.max_length // 2)):
            made = order._rules[key.rule](name)
            assert made == key.key_for(name), key


def test_no_letters_make_a_key_longer_than_its_column() -> None:
    key = OrderKey("name", max_length=12)
    assert key.key_for("Ủy ban nhân dân") == key.key_for("Ủy ban")[:12]


@given(st.text(max_size=40), st.sampled_from([NAMES, PEOPLE]))
def test_writing_does_not_move_a_name(name: str, rule: str) -> None:
    key = OrderKey("name", rule, max_length=400)
    made = key.key_for(name)
    assert made == key.key_for(nfd(name))
    assert made == key.key_for(unicodedata.normalize("NFC", name))
    assert made == key.key_for(name.lower())
    assert made.isascii()
    assert made == "" or made.isalnum()


@given(st.permutations([*DICTIONARY, *PLACES, *FOLK]))
def test_every_list_has_one_order(names: list[str]) -> None:
    for rule in (NAMES, PEOPLE):
        key = OrderKey("name", rule, max_length=400)
        keys = {key.key_for(name): name for name in names}
        assert len(keys) == len(names)
        assert sorted(names, key=key.key_for) == [keys[one] for one in sorted(keys)]


def test_a_key_is_written_down_as_it_was_made() -> None:
    field = User._meta.get_field("sort_key")
    _name, path, args, kwargs = field.deconstruct()
    assert (path, args) == ("sites.order.OrderKey", ["full_name", "people"])
    assert kwargs == {"max_length": 400, "db_index": True}
    again = field.clone()
    assert (again.source, again.rule, again.editable, again.blank) == (
        *("full_name", PEOPLE),
        *(False, True),
    )

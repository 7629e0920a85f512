"""People, whose lists are ordered by given name."""

import unicodedata

import pytest
from django.core.exceptions import FieldDoesNotExist

from cms.users.models import User
from search.text import name_sort_key
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_people_are_listed_by_given_name_then_family_name_then_account() -> None:
    people = {
        "a": "Trần Văn Ánh",
        "b": "Đỗ Hùng",
        "d": "Lê Thị An",
        "c": "Lê Thị An",
        "e": "Bùi Văn Ánh",
    }
    for username, full_name in people.items():
        UserFactory.create(username=username, full_name=full_name)
    assert "".join(User.objects.values_list("username", flat=True)) == "cdeab"


def test_a_name_is_stored_composed_and_without_blanks_around_it() -> None:
    written = unicodedata.normalize("NFD", "  Nguyễn Thị Minh Hà ")
    user = UserFactory.create(full_name=written)
    assert user.full_name == "Nguyễn Thị Minh Hà"
    assert user.sort_key == name_sort_key("Nguyễn Thị Minh Hà")


def test_a_changed_name_moves_its_place() -> None:
    user = UserFactory.create(full_name="Trần Văn An")
    user.full_name = "Trần Văn Yên"
    user.save()
    user.refresh_from_db()
    assert user.sort_key == name_sort_key("Trần Văn Yên")


def test_a_person_has_one_name() -> None:
    """Half of the names are wrong when split."""
    user = UserFactory.create(full_name="Nguyễn Thị Minh Hà")
    assert user.get_full_name() == "Nguyễn Thị Minh Hà"
    assert user.get_short_name() == "Hà"
    assert str(user) == "Nguyễn Thị Minh Hà"
    for name in ("first_name", "last_name"):
        with pytest.raises(FieldDoesNotExist):
            User._meta.get_field(name)


def test_an_account_without_a_name_is_called_by_its_key() -> None:
    user = UserFactory.create(username="quan-tri", full_name="")
    assert str(user) == "quan-tri"
    assert user.get_short_name() == ""


def test_readers_see_the_pen_name() -> None:
    user = UserFactory.create(full_name="Nguyễn Thị Minh Hà")
    assert user.byline == "Nguyễn Thị Minh Hà"
    user.pen_name = "Hạ Miên"
    assert user.byline == "Hạ Miên"


def test_the_longest_name_has_room_for_its_key() -> None:
    user = UserFactory.create(full_name="Nguyễn " * 21 + "Ấn")
    user.full_clean(exclude=["password"])
    assert len(user.full_name) == 149
    assert len(user.sort_key) <= User._meta.get_field("sort_key").max_length  # type: ignore[operator]


def test_a_superuser_is_made_with_a_name() -> None:
    assert User.REQUIRED_FIELDS == ["email", "full_name"]
    root = User.objects.create_superuser(
        "goc", "goc@dinh.example", "x", full_name="Gốc"
    )
    assert root.is_superuser
    assert root.sort_key == name_sort_key("Gốc")

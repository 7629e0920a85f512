"""Passwords as TCVN 14423:2026 wants them."""

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, strategies as st

from cms.accounts.models import AccountState, FormerPassword
from cms.accounts.passwords import KINDS, kinds_of_characters, stands_alone
from cms.accounts.services import set_own_password
from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from tests.accounts.conftest import PASSWORD, keeper, log_in, person, visitor, with_app
from tests.admin import errors


@pytest.mark.parametrize(
    ("password", "kinds"),
    [
        ("abc", {"small"}),
        ("ăâđ", {"small"}),
        ("Đ", {"capital"}),
        ("aA1-", {"small", "capital", "digit", "sign"}),
        ("a b", {"small", "sign"}),
        ("漢字", {"small"}),
        ("", set()),
    ],
)
def test_kinds_of_characters(password: str, kinds: set[str]) -> None:
    assert kinds_of_characters(password) == kinds


@given(st.text(max_size=40))
def test_what_stands_alone_has_length_and_all_kinds(password: str) -> None:
    expected = len(password) >= 14 and kinds_of_characters(password) == KINDS
    assert stands_alone(password) is expected


def faults(password: str, user: User) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as fault:
        return [str(message) for message in fault.messages]
    return []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "alone", "beside"),
    [
        ("Dài-đủ mười bốn 4", True, True),
        ("Ngắn-mười 3x", False, True),
        ("chỉ có chữ thường thôi", False, True),
        ("Tám-ký 8", False, True),
        ("Bảy-k 7", False, False),
    ],
)
def test_a_second_factor_makes_shorter_ones_enough(
    password: str, *, alone: bool, beside: bool
) -> None:
    user = person()
    assert (faults(password, user) == []) is alone
    with_app(user)
    assert (faults(password, user) == []) is beside


@pytest.mark.django_db
def test_the_last_ten_are_not_chosen_again() -> None:
    user = person()
    chosen = [f"Mật-khẩu thứ mấy {number}" for number in range(11)]
    for password in chosen:
        set_own_password(user=user, password=password)
    former = [password for password in [PASSWORD, *chosen] if faults(password, user)]
    assert former == chosen[1:]
    assert FormerPassword.objects.filter(user=user).count() == 10
    assert "trước đây" in faults(chosen[-1], user)[0]


@pytest.mark.django_db
def test_every_new_password_is_told_and_counts_as_given_until_chosen() -> None:
    user = person()
    assert not AccountState.objects.get(user=user).password_is_given
    user.set_password("Người khác đặt 2026!")
    user.save()
    state = AccountState.objects.get(user=user)
    assert (state.password_is_given, state.password_stands_alone) == (True, True)
    told = SecurityEntry.objects.filter(kind=Kind.PASSWORD_CHANGED)
    assert told.count() == 2
    assert PASSWORD not in str(list(told.values()))


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_and_changes_nothing() -> None:
    user = keeper()
    client = visitor()
    log_in(client, user)
    before = User.objects.get(pk=user.pk).password
    sent = {"oldpassword": PASSWORD, "password1": "ngắn", "password2": "ngắn"}
    response = client.post(reverse("account_change_password"), sent)
    assert errors(response) == [
        "Ít nhất 14 ký tự. Phải có chữ thường, chữ hoa, chữ số và ký tự khác."
    ]
    assert User.objects.get(pk=user.pk).password == before


@pytest.mark.django_db
def test_a_change_ends_the_other_sessions_and_not_this_one() -> None:
    user = keeper()
    here, there = visitor(), visitor()
    log_in(here, user)
    log_in(there, user)
    chosen = "Đổi-sang cái khác 9"
    sent = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}
    assert here.post(reverse("account_change_password"), sent).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


def test_the_rules_are_told() -> None:
    told = " ".join(map(str, password_validators_help_texts()))
    assert "14 ký tự" in told
    assert "10 mật khẩu" in told

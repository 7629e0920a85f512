"""Commands of the machine's keeper."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from tests.accounts.conftest import keeper, log_in, visitor, with_app

pytestmark = pytest.mark.django_db


def test_a_locked_account_is_unlocked(capsys: pytest.CaptureFixture[str]) -> None:
    user = keeper()
    for _guess in range(5):
        log_in(visitor(), user, "wrong")
    assert log_in(visitor(), user).status_code == 429
    call_command("unlock_account", user.username)
    assert capsys.readouterr().out == "Đã mở khóa.\n"
    assert log_in(visitor(), user).status_code == 302
    kinds = SecurityEntry.objects.values_list("kind", flat=True)
    assert {Kind.UNLOCKED, Kind.BREAK_GLASS} <= set(kinds)


def test_all_that_keeps_somebody_out_is_taken_away(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = keeper()
    with_app(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    call_command("unlock_account", user.username, "--enable", "--reset-second-factor")
    assert capsys.readouterr().out == (
        "Tài khoản không bị khóa.\nĐã mở lại tài khoản.\nSố yếu tố xác thực thứ hai đã gỡ: 1.\n"
    )
    assert log_in(visitor(), user)["Location"] == "/admin/"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CommandError, match="Không có tài khoản nobody"):
        call_command("unlock_account", "nobody")
    assert not SecurityEntry.objects.exists()


def test_locks_per_address_need_the_address(settings: Settings) -> None:
    settings.LOGIN_LOCK_PER_ADDRESS = True
    settings.AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
    user = keeper()
    for _guess in range(5):
        log_in(visitor(), user, "wrong")
    with pytest.raises(CommandError, match="--address"):
        call_command("unlock_account", user.username)
    assert log_in(visitor(), user).status_code == 429
    call_command("unlock_account", user.username, "--address=127.0.0.1")
    assert log_in(visitor(), user).status_code == 302


def test_idle_accounts_are_disabled(capsys: pytest.CaptureFixture[str]) -> None:
    user = keeper(username="lau-khong-vao")
    long_ago = timezone.now() - timedelta(days=50)
    User.objects.filter(pk=user.pk).update(date_joined=long_ago)
    call_command("disable_idle_accounts")
    assert capsys.readouterr().out == "Đã đóng tài khoản: lau-khong-vao\n"
    assert not User.objects.get(pk=user.pk).is_active

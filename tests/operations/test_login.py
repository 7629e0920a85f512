"""Guessing passwords is counted in the database, whatever happens to Redis."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.people import UserFactory
from tests.operations.conftest import RedisServer

PASSWORD = "mat-khau-thu-nghiem"
HOUSE = {"host": "localhost"}


@pytest.fixture
def username() -> str:
    user = UserFactory.create(superuser=True)
    user.set_password(PASSWORD)
    user.save()
    return str(user.username)


def log_in(client: Client, username: str, password: str = PASSWORD) -> int:
    """Send the form of the log-in page; return the answer's status."""
    answer = client.post(
        reverse("wagtailadmin_login"),
        {"login": username, "password": password},
        headers=HOUSE,
    )
    return answer.status_code


def is_inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.django_db
def test_the_right_password_opens(client: Client, username: str) -> None:
    assert log_in(client, username) == 302
    assert is_inside(client)


@pytest.mark.django_db
@pytest.mark.service_redis
def test_five_wrong_passwords_lock_while_redis_is_dead(
    client: Client, username: str, redis_cache: RedisServer
) -> None:
    log_in(client, username, "first guess")
    redis_cache.kill()
    for _guess in range(settings.AXES_FAILURE_LIMIT - 1):
        log_in(client, username, "another guess")
    assert log_in(client, username) == 429
    assert not is_inside(client)


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_in_while_guesses_cannot_be_counted(
    client: Client, username: str
) -> None:
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE security_counters RENAME TO away")
    assert log_in(client, username) in {500, 503}
    assert not is_inside(client)


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_in_while_guesses_cannot_be_written(
    client: Client, username: str
) -> None:
    """Wrong guesses would leave no trace, so the right one must not help either."""
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE security_counters RENAME TO kept")
        cursor.execute("CREATE VIEW security_counters AS SELECT DISTINCT * FROM kept")
    assert log_in(client, username, "a guess") in {429, 500, 503}
    assert log_in(client, username) in {429, 500, 503}
    assert not is_inside(client)

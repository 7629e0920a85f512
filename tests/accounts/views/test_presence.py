"""What the script of the administration is told about session, account and rights."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.services import end_role, grant_role
from tests.accounts.conftest import keeper, visitor
from tests.admin import admin_client
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def asked(client: Client, **query: str) -> Any:
    return client.get(reverse("account_presence"), query).json()


def delete(user: User) -> None:
    user.delete()


def close(user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


@pytest.mark.parametrize("what", [delete, close])
def test_an_account_that_is_no_more_says_so_to_its_own_tab(what: Any) -> None:
    user = keeper()
    client = admin_client(user)
    ticket = asked(client)["ticket"]
    what(user)
    told = asked(client, ticket=ticket)
    assert told["state"] == "account_closed"
    assert told["words"]["closedTitle"] == "Tài khoản đã đóng"
    assert asked(client)["state"] == "session_over"


@pytest.mark.parametrize("ticket", ["", "1", "1:abc:def", str(2**70)])
def test_nobody_else_learns_who_is_gone(ticket: str) -> None:
    assert asked(visitor(), ticket=ticket)["state"] == "session_over"


def test_a_session_that_ended_is_not_an_account_that_closed() -> None:
    user = keeper()
    client = admin_client(user)
    ticket = asked(client)["ticket"]
    client.logout()
    assert asked(client, ticket=ticket)["state"] == "session_over"


def test_the_mark_of_rights_changes_when_they_do() -> None:
    unit = UnitFactory.create()
    user = person_of(unit, Capability.EDITOR)
    client = admin_client(user)
    first = asked(client, rights="1")["rights"]
    assert first
    assert asked(client, rights="1")["rights"] == first
    assert asked(client)["rights"] == ""  # nothing is read where no form is open
    grant_role(user=user, unit=unit, capability=Capability.PUBLISHER)
    second = asked(client, rights="1")["rights"]
    end_role(assignment=RoleAssignment.objects.get(user=user, capability="editor"))
    third = asked(client, rights="1")["rights"]
    assert len({first, second, third}) == 3

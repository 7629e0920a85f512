"""A person's own page about sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.accounts.conftest import keeper, log_in, visitor
from tests.admin import form_of, soup, words

pytestmark = pytest.mark.django_db
FIREFOX = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0"
}


def test_the_owner_sees_sessions_and_ends_one() -> None:
    user = keeper()
    here, there, strange = visitor(), visitor(), visitor()
    there.defaults["HTTP_USER_AGENT"] = FIREFOX["User-Agent"]
    log_in(here, user)
    log_in(there, user)
    log_in(strange, keeper())
    page = here.get(reverse("account_security"))
    assert "Firefox, Linux" in words(page)
    forms = soup(page).select(".door-sessions form")
    assert len(forms) == 1
    here.post(str(forms[0]["action"]))
    assert there.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == strange.get("/admin/").status_code == 200


def test_nobody_ends_somebody_elses() -> None:
    mine, theirs = visitor(), visitor()
    log_in(mine, keeper())
    other = keeper()
    log_in(theirs, other)
    session = UserSession.objects.get(user=other)
    response = mine.post(reverse("account_end_session", args=[session.pk]))
    assert response.status_code == 404
    assert theirs.get("/admin/").status_code == 200


def test_all_others_end_together() -> None:
    user = keeper()
    clients = [visitor() for _ in range(3)]
    for client in clients:
        log_in(client, user)
    clients[0].post(reverse("account_end_others"))
    inside = [client.get("/admin/").status_code == 200 for client in clients]
    assert inside == [True, False, False]


def test_the_list_costs_the_same_for_many_sessions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = keeper()
    clients = [visitor() for _ in range(6)]
    for client in clients:
        log_in(client, user)
    with django_assert_num_queries(7):
        clients[-1].get(reverse("account_security"))


def test_wagtails_own_page_keeps_only_what_does_something() -> None:
    client = visitor()
    user = keeper()
    log_in(client, user)
    fields = form_of(client.get("/admin/account/"), "main form")
    assert {"own_facts-phone", "own_facts-pen_name"} <= set(fields)
    assert not [name for name in fields if name.startswith(("name_email", "password"))]
    client.post("/admin/account/", {**fields, "own_facts-pen_name": "Hạ Miên"})
    user.refresh_from_db()
    assert user.pen_name == "Hạ Miên"

"""A link in a letter: what its holder is led to."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.members.letters import token_of
from cms.members.models import Invitation
from cms.members.services.invitations import invite, withdraw_invitation
from cms.members.services.suspension import Succession, suspend
from cms.members.views import acceptance
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from tests.admin import admin_client, errors, form_of, soup, words
from tests.members.conftest import Staff
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

PASSWORD = "Sân-Đình-2026-ok"
EMAIL = "minh.tam@dinh.example"


@pytest.fixture
@kept
def invitation(staff: Staff) -> Invitation:
    return asked(staff, EMAIL)


def asked(staff: Staff, email: str) -> Invitation:
    return invite(
        actor=staff.admin,
        unit=staff.unit,
        email=email,
        full_name="Trần Minh Tâm",
        capability=Capability.PUBLISHER,
    )


def path_of(invitation: Invitation) -> str:
    return f"/admin/loi-moi/{token_of(invitation)}/"


def answer(client: Client, invitation: Invitation, **values: Any) -> Any:
    return client.post(path_of(invitation), values)


def test_a_newcomer_makes_an_account_and_logs_in(
    staff: Staff,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """From the administrator's form to the newcomer's first page."""
    settings.MFA_REQUIRED_FOR = []
    admin = admin_client(staff.admin)
    form = form_of(admin.get("/admin/nhan-su/loi-moi/moi/"), "form.m-form")
    person = {"full_name": "Trần Minh Tâm", "email": EMAIL, "capability": "publisher"}
    with django_capture_on_commit_callbacks(execute=True):
        sent = admin.post("/admin/nhan-su/loi-moi/moi/", {**form, **person})
    assert sent["location"] == "/admin/nhan-su/loi-moi/"
    assert "/admin/loi-moi/" not in admin.get(sent["location"]).content.decode()
    found = re.search(r"http://localhost(/\S+)", str(mail.outbox[0].body))
    assert found is not None
    client = admin_client(None)
    page = client.get(found[1])
    assert staff.unit.name in words(page)
    assert EMAIL in words(page)
    values = {"full_name": " Trần Minh  Tâm", "password": PASSWORD, "again": PASSWORD}
    done = client.post(found[1], values)
    assert done["location"] == "/admin/login/", errors(done)
    login = client.post("/admin/login/", {"login": EMAIL, "password": PASSWORD})
    assert (login.status_code, login["location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert client.get(found[1]).status_code == 410


def test_development_shows_the_link(staff: Staff, settings: Settings) -> None:
    settings.INVITATION_LINKS_SHOWN = True
    admin = admin_client(staff.admin)
    person = {"full_name": "Mới", "email": EMAIL, "capability": "editor"}
    admin.post("/admin/nhan-su/loi-moi/moi/", person)
    shown = admin.get("/admin/nhan-su/loi-moi/").content.decode()
    assert path_of(Invitation.objects.get()) in shown


@pytest.mark.parametrize(
    "values",
    [
        {"password": "ngan", "again": "ngan"},
        {"password": "mat khau rat dai nhung", "again": "mat khau rat dai nhung"},
        {"password": PASSWORD, "again": f"{PASSWORD}?"},
        {"password": PASSWORD, "again": PASSWORD, "full_name": "  "},
    ],
)
def test_a_form_that_is_wrong_makes_nothing(
    invitation: Invitation, values: dict[str, str]
) -> None:
    facts = {"full_name": "Trần Minh Tâm", **values}
    response = answer(admin_client(None), invitation, **facts)
    assert response.status_code == 422
    assert errors(response)
    assert not User.objects.filter(email=EMAIL).exists()


def expired(staff: Staff, invitation: Invitation) -> str:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    return _("Its time is over. Ask whoever invited you to send it again.")


def withdrawn(staff: Staff, invitation: Invitation) -> str:
    withdraw_invitation(actor=staff.admin, invitation=invitation)
    return _("It was withdrawn. Ask the administrator of the unit.")


def used(staff: Staff, invitation: Invitation) -> str:
    values = {"full_name": "Tâm", "password": PASSWORD, "again": PASSWORD}
    answer(admin_client(None), invitation, **values)
    User.objects.filter(email=EMAIL).update(email="khac@dinh.example")
    return _("It was accepted already. Each link can be used once.")


def replaced(staff: Staff, invitation: Invitation) -> str:
    Invitation.objects.update(nonce="khac")
    return _(
        "The link is incomplete, or a later letter has replaced it. Open the newest "
        "letter, and copy the link as a whole."
    )


@pytest.mark.parametrize("why", [expired, withdrawn, used, replaced])
def test_a_dead_link_says_why(staff: Staff, invitation: Invitation, why: Any) -> None:
    said = why(staff, invitation)
    people = User.objects.count()
    for response in (
        admin_client(None).get(path_of(invitation)),
        answer(
            admin_client(None),
            invitation,
            full_name="Ai",
            password=PASSWORD,
            again=PASSWORD,
        ),
    ):
        assert response.status_code == 410
        assert said in words(response)
        assert soup(response).find("html", attrs={"lang": "vi"})
    assert User.objects.count() == people


def test_a_foreign_link_and_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    client = admin_client(None)
    assert client.get("/admin/loi-moi/khong-co-that/").status_code == 410
    monkeypatch.setattr(acceptance, "OPENINGS", acceptance.Allowance("few", 2))
    codes = [client.get("/admin/loi-moi/a/").status_code for _time in range(3)]
    assert codes == [410, 410, 429]
    assert _(
        "Links were opened too often from your network. Try again in an hour."
    ) in (words(client.get("/admin/loi-moi/a/")))


def test_an_account_that_exists_has_to_log_in(staff: Staff) -> None:
    """The sender learns nothing; the holder of the letter owns the address."""
    invitation = asked(staff, staff.stranger.email)
    client = admin_client(None)
    page = client.get(path_of(invitation))
    assert soup(page).select_one("input[type=password]") is None
    assert "/admin/login/?next=" in page.content.decode()
    answer(client, invitation, full_name="Kẻ gian", password=PASSWORD, again=PASSWORD)
    assert User.objects.filter(email=staff.stranger.email).count() == 1
    other = admin_client(staff.editor)
    assert _("This invitation is for somebody else") in words(answer(other, invitation))
    assert not RoleAssignment.objects.filter(capability="publisher").exists()
    owner = admin_client(staff.stranger)
    assert str(staff.stranger) in words(owner.get(path_of(invitation)))
    assert answer(owner, invitation)["location"] == "/admin/"
    role = RoleAssignment.objects.get(capability="publisher")
    assert (role.user, role.unit) == (staff.stranger, staff.unit)


def test_somebody_suspended_elsewhere_is_taken_in_here(staff: Staff) -> None:
    """Transferred: the account opens again, with a password of one's own choice."""
    suspend(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        succession=Succession(staff.second),
        reason="Điều động",
    )
    invitation = invite(
        actor=staff.stranger,
        unit=staff.other.unit,
        email=staff.editor.email,
        full_name="Nguyễn Thị Minh Hà",
        capability=Capability.EDITOR,
    )
    values = {"password": PASSWORD, "again": PASSWORD}
    done = answer(admin_client(None), invitation, **values)
    assert done["location"] == "/admin/login/", errors(done)
    editor = User.objects.get(pk=staff.editor.pk)
    assert editor.is_active
    assert editor.check_password(PASSWORD)
    assert RoleAssignment.objects.active().get(user=editor).unit == staff.other.unit


def test_a_closed_account_is_not_opened_by_a_letter(staff: Staff) -> None:
    User.objects.filter(pk=staff.stranger.pk).update(is_active=False)
    invitation = asked(staff, staff.stranger.email)
    response = answer(admin_client(None), invitation, password=PASSWORD, again=PASSWORD)
    assert response.status_code == 410
    assert not User.objects.get(pk=staff.stranger.pk).is_active

"""Guests of a portal on trial: invited, let in, turned away."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from cms.provisioning.models import Opening, TrialInvitation
from sites.models import Portal, PortalStatus
from tests.admin import soup
from tests.provisioning import wizard
from tests.provisioning.wizard import HOST, deed

pytestmark = pytest.mark.django_db


def test_guests_are_invited_and_withdrawn(
    office: Client, opening: Opening, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deed(office, opening, "ho-so", "invite", guest="Bà Mai", email="mai@a.example")
    invitation = TrialInvitation.objects.get()
    assert invitation.sent_at is not None
    (letter,) = mail.outbox
    link = soup(office.get(wizard.address(opening, "ho-so"))).select_one(".o-link")
    assert link is not None
    assert str(link["href"]) in letter.body
    assert str(link["href"]).startswith(f"http://{HOST}/-/xem-thu/")
    guest = Client()
    path = str(link["href"]).removeprefix(f"http://{HOST}")
    assert guest.get(path, headers={"host": HOST}).status_code == 302
    assert guest.get("/", headers={"host": HOST}).status_code == 200
    deed(office, opening, "ho-so", "withdraw", invitation=invitation.pk)
    assert guest.get("/", headers={"host": HOST}).status_code == 403
    for key in ("", "0", "x", "9" * 30):
        sent = deed(office, opening, "ho-so", "withdraw", invitation=key)
        assert sent.status_code == 404
    assert deed(office, opening, "ho-so", "invite", guest="").status_code == 422
    assert deed(office, opening, "ho-so", "nothing").status_code == 400


def test_only_a_trial_has_guests(office: Client, opening: Opening) -> None:
    Portal.objects.update(status=PortalStatus.SUSPENDED)
    answer = deed(office, opening, "ho-so", "invite", guest="Bà Mai", email="")
    assert answer.status_code == 422
    assert TrialInvitation.objects.count() == 0


def test_letters_that_do_not_leave_are_told(
    office: Client,
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(letter: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        deed(office, opening, "ho-so", "invite", guest="Bà Mai", email="mai@a.example")
    shown = office.get(wizard.address(opening, "ho-so")).content.decode()
    assert "chưa gửi được thư" in shown
    assert TrialInvitation.objects.get().is_good


def test_there_is_an_end_to_inviting(
    office: Client, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.provisioning.services.trials.MOST", 1)
    for status in (302, 422):
        sent = deed(office, opening, "ho-so", "invite", guest="Bà Mai", email="")
        assert sent.status_code == status
    assert TrialInvitation.objects.count() == 1

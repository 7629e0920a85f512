"""A portal on trial, and a name service that says what a test wants."""

import pytest
from django.test import Client

from cms.provisioning import names
from cms.provisioning.models import DnsState, Opening
from sites.models import Unit
from tests.provisioning.wizard import OFFICIAL, on_trial


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, DnsState]:
    """Return what the name service says; names that are not in it lead nowhere."""
    told = {OFFICIAL: DnsState.RESOLVES}
    monkeypatch.setattr(names, "ask", lambda host: told.get(host, DnsState.ABSENT))
    return told


@pytest.fixture
def opening(office: Client, province: Unit, answers: dict[str, DnsState]) -> Opening:
    return on_trial(office, province)

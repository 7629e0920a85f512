"""The how-to names every key, and its example can be carried out."""

import re
from collections.abc import Iterable

import pytest

from cms.provisioning import parse, routes, units
from cms.routes.models import Destination, PartyKind, Subject, WhoseUnit
from sites.models import Capability, PortalStatus, SuccessionKind, UnitKind
from sites.theming import THEMES
from tests.architecture.source import ROOT
from tests.provisioning.samples import faults_of, opened

HOW_TO = (ROOT / "docs" / "howto" / "open-a-portal.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_-]+)`", HOW_TO))
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", HOW_TO, re.DOTALL)


@pytest.mark.parametrize(
    "keys",
    [
        parse.ROOT,
        parse.PORTAL,
        parse.SECTION,
        parse.ACCOUNT,
        parse.ROLE,
        units.UNIT,
        routes.ROUTE,
        routes.STEP,
        routes.PARTY,
        Subject.values,
        Destination.values,
        PartyKind.values,
        WhoseUnit.values,
        Capability.values,
        PortalStatus.values,
        SuccessionKind.values,
        UnitKind.values,
        THEMES,
    ],
)
def test_every_key_and_value_is_named(keys: Iterable[str]) -> None:
    assert sorted(set(keys) - NAMED) == []


def test_the_example_is_in_order() -> None:
    assert faults_of(EXAMPLE) == []


@pytest.mark.django_db
def test_the_example_opens_a_portal() -> None:
    assert "+ portal: Thư viện tỉnh" in opened(EXAMPLE)
    assert opened(EXAMPLE) == []

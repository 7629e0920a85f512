"""What the system checks say about the door."""

import pytest
from pytest_django import Settings

from cms.accounts.checks import (
    DEMANDED,
    factor_words_are_known,
    factors_are_demanded,
    weaknesses_have_an_address,
)


def test_production_demands_factors_of_all_with_power(settings: Settings) -> None:
    settings.MFA_REQUIRED_FOR = sorted(DEMANDED)
    assert factors_are_demanded(None) == []


@pytest.mark.parametrize("missing", sorted(DEMANDED))
def test_each_that_is_left_out_is_named(settings: Settings, missing: str) -> None:
    settings.MFA_REQUIRED_FOR = sorted(DEMANDED - {missing})
    (warning,) = factors_are_demanded(None)
    assert (warning.id, missing in warning.msg) == ("dinh.W001", True)


@pytest.mark.parametrize(
    ("told", "faults"),
    [(["publisher"], 0), (["nobody"], 0), (["publsher"], 1), ([], 0)],
)
def test_a_word_that_is_no_role_stops_the_start(
    settings: Settings, told: list[str], faults: int
) -> None:
    settings.MFA_REQUIRED_FOR = told
    assert [fault.id for fault in factor_words_are_known(None)] == [
        "dinh.E005"
    ] * faults


def test_a_house_without_contact_is_told(settings: Settings) -> None:
    settings.SECURITY_CONTACT = []
    assert [fault.id for fault in weaknesses_have_an_address(None)] == ["dinh.W002"]
    settings.SECURITY_CONTACT = ["a@b.example"]
    assert weaknesses_have_an_address(None) == []

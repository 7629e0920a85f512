"""Receipt codes: readable, and wrong ones recognised."""

import re

import pytest

from cms.corrections.receipts import ALPHABET, canonical, new_receipt

GOOD = "BSS-7K3M-2Q9K"


def test_a_code_is_easy_to_read_aloud() -> None:
    code = new_receipt()
    assert re.fullmatch(r"BSS-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code)
    assert not set("01ILO") & set(ALPHABET)


def test_codes_are_their_own_canonical_form() -> None:
    codes = {new_receipt() for _number in range(200)}
    assert len(codes) == 200
    assert {canonical(code) for code in codes} == codes


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        "bss-7k3m-2q9k",
        "7K3M2Q9K",
        " BSS 7k3m 2q9k ",
        "BSS–7K3M–2Q9K",
        "BSS.7K3M.2Q9K",
    ],
)
def test_a_code_is_known_however_it_was_typed(typed: str) -> None:
    assert canonical(typed) == GOOD


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "BSS",
        "BSS-7K3M-2Q9",
        "BSS-7K3M-2Q9KT",
        "BSS-0K3M-2Q9K",
        "😀",
        "\0",
        "BSS" * 900,
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert canonical(typed) == ""


def test_one_wrong_character_is_always_noticed() -> None:
    letters = GOOD.replace("-", "").removeprefix("BSS")
    for place in range(len(letters)):
        for other in ALPHABET.replace(letters[place], ""):
            assert canonical(letters[:place] + other + letters[place + 1 :]) == ""


def test_two_characters_that_changed_places_are_always_noticed() -> None:
    letters = list(GOOD.replace("-", "").removeprefix("BSS"))
    for first in range(len(letters)):
        for second in range(first):
            swapped = [*letters]
            swapped[first], swapped[second] = letters[second], letters[first]
            if swapped != letters:
                assert canonical("".join(swapped)) == ""

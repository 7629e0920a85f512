"""Receipt codes of reported mistakes: read aloud, noted down, typed again.

``BSS-7K3M-2Q9K``: seven random characters and one that checks them. The alphabet has 31
characters, a prime, so that weights find every wrong character and every two that
changed places.
"""

import re
import secrets

# No 0 and O, no 1, I and L: nobody has to guess which one stands on the paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "BSS"
RANDOM = 7
BLANKS = re.compile(r"[\s\-–.]+")


def new_receipt() -> str:
    """Return a code of 34 random bits, its checking character and its dashes."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM))
    return _dashed(drawn + _check(drawn))


def canonical(typed: str) -> str:
    """Return a code as it is stored, however it was typed; nothing if it is none."""
    letters = BLANKS.sub("", typed).upper().removeprefix(PREFIX)
    if len(letters) != RANDOM + 1 or not set(letters) <= set(ALPHABET):
        return ""
    return _dashed(letters) if letters[RANDOM] == _check(letters[:RANDOM]) else ""


def _check(letters: str) -> str:
    weighed = (
        weight * ALPHABET.index(letter) for weight, letter in enumerate(letters, 2)
    )
    return ALPHABET[sum(weighed) % len(ALPHABET)]


def _dashed(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"

"""What readers take a page for when they look for one."""

from typing import NamedTuple

from django.utils.functional import Promise


class Kind(NamedTuple):
    """A word for addresses and a word for people."""

    value: str
    label: str | Promise

"""Addresses outside the house that live pages lead to.

Read from whatever a page stores, so that a new kind of block brings its links along
without saying so: links in texts, and values that are nothing but an address.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import SplitResult, quote, urlunsplit

from django.db import models
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.health.fetching import PORTS, BadAddressError, host_of, parsed, port_of
from cms.health.models import LONGEST_ADDRESS

KEPT = "%/:=&?~+!$,;'@()*[]"
TEXTS = (RichTextField, StreamField, models.URLField)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def canonical(address: str) -> str:
    """Return an address as it is asked: in ASCII, without a fragment; "" if it is none."""
    try:
        place = parsed(address.strip())
        whole = urlunsplit(_tidy(place))
    except BadAddressError:
        return ""
    return whole if len(whole) <= LONGEST_ADDRESS else ""


def _tidy(place: SplitResult) -> SplitResult:
    host, port = host_of(place).lower(), port_of(place)
    netloc = host if port == PORTS[place.scheme] else f"{host}:{port}"
    path = quote(place.path, safe=KEPT) or "/"
    return SplitResult(place.scheme, netloc, path, quote(place.query, safe=KEPT), "")


def addresses_in(values: Iterable[Any], own_hosts: frozenset[str]) -> set[str]:
    """Return the addresses outside the house that stored values lead to."""
    found = {canonical(one) for value in values for one in _raw(value)}
    return {one for one in found if one and host_of(parsed(one)) not in own_hosts}


def _raw(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _raw(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _raw(inner)


def _in_text(text: str) -> Iterator[str]:
    if "<a " in text:
        links = _Links()
        links.feed(text)
        yield from links.found
    elif text.startswith(("http://", "https://")) and not any(map(str.isspace, text)):
        yield text


@cache
def _fields(model: type[Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if isinstance(field, TEXTS)]


@cache
def _relations(model: type[Model]) -> list[str]:
    """Return the rows of a page that may hold an address themselves."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if _fields(relation.related_model)
    ]


def values_of(page: Page) -> Iterator[Any]:
    """Yield what a specific page and its rows store where an address may stand."""
    yield from _stored(page)
    model: Any = type(page)
    for name in _relations(model):
        for row in getattr(page, name).all():
            yield from _stored(row)


def _stored(row: Model) -> Iterator[Any]:
    for field in _fields(type(row)):
        value = field.value_from_object(row)
        yield list(value.raw_data) if isinstance(field, StreamField) else value

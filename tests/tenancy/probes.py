"""What is asked: every address with Beta's things in it, read and sent to."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponseBase

from tests.admin import form_of
from tests.tenancy.arguments import cases
from tests.tenancy.surfaces import Surface
from tests.tenancy.world import World


@dataclass(frozen=True)
class Probe:
    """One request. ``own`` is the same one as Beta's people would make it, if it differs."""

    surface: str
    path: str
    data: dict[str, Any] | None = None  # of a form; None: it is only read
    about_one: bool = False  # the address names something of Beta's
    own: "Probe | None" = field(default=None, compare=False)
    as_json: bool = False

    @property
    def method(self) -> str:
        return "GET" if self.data is None else "POST"

    @property
    def sent(self) -> str:
        """Return all that the request itself says."""
        return f"{self.path} {self.data or ''}"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def plain(world: World, surface: Surface) -> Iterator[Probe]:
    """Yield an address filled with Beta's things, read and sent to with an empty form."""
    for case in cases(surface, world.beta):
        path = surface.path(case)
        about_one = _names_betas(case)
        yield Probe(surface.name, path, about_one=about_one)
        yield Probe(surface.name, path, {}, about_one)


def mirrored(world: World, surface: Surface) -> Iterator[Probe]:
    """Yield an address about one thing of Alfa's; Beta's people ask for theirs."""
    ours, theirs = cases(surface, world.alfa), cases(surface, world.beta)
    for own, other in zip(ours, theirs, strict=True):
        if _names_betas(other):
            yield Probe(
                surface.name,
                surface.path(own),
                own=Probe(surface.name, surface.path(other)),
            )


def _names_betas(case: dict[str, Any]) -> bool:
    return any(str(value).startswith("734") for value in case.values())


def filled(probe: Probe, answer: HttpResponseBase) -> Iterator[Probe]:
    """Yield the same address with what Beta's people would send from its forms."""
    for number, selector in _forms(probe.path, answer):
        data = {**_blocks(probe, answer), **form_of(_unwrapped(answer), selector)}
        if set(data) - {"csrfmiddlewaretoken"} or number == 0:
            yield replace(probe, data=data)


def _blocks(probe: Probe, answer: HttpResponseBase) -> dict[str, int]:
    """Return how many blocks each text of a page has; scripts write that into a form."""
    content: bytes = _unwrapped(answer).content
    found = re.findall(rb'<div id="([\w-]+)" data-block', content)
    return {f"{name.decode()}-count": 0 for name in found}


def _forms(path: str, answer: HttpResponseBase) -> Iterator[tuple[int, str]]:
    """Yield a selector for each form that is sent back to its own address."""
    content = b"" if answer.streaming else _unwrapped(answer).content
    if b"<form" not in content:  # which is most, and cheaper than reading the page
        return
    page = BeautifulSoup(content, "lxml")
    bare = path.partition("?")[0]
    for number, form in enumerate(page.select("form")):
        action = str(form.get("action") or "").partition("?")[0]
        if str(form.get("method", "")).lower() == "post" and action in {"", bare}:
            yield number, _selector(form)


def _selector(form: Tag) -> str:
    if form.get("id"):
        return f"form[id='{form['id']}']"
    action = form.get("action")
    return f"form[action='{action}']" if action else "form[method]:not([action])"


@dataclass(frozen=True)
class Unwrapped:
    content: bytes


def _unwrapped(answer: Any) -> Any:
    """Return the HTML of a modal, which comes in JSON."""
    if answer.get("Content-Type", "").startswith("application/json"):
        told = json.loads(answer.content or b"null")
        html = told.get("html", "") if isinstance(told, dict) else ""
        return Unwrapped((html or "").encode())
    return answer

"""Every address the house answers at, read from its URL patterns."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from django.utils.regex_helper import normalize

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Surface:
    """One URL pattern: its name, and its path with places for arguments."""

    name: str
    template: str  # like "admin/pages/%(page_id)s/edit/"
    arguments: tuple[str, ...]
    model: type[Model] | None  # of the view set it belongs to, if any

    @property
    def is_admins(self) -> bool:
        return self.template.startswith("admin/")

    def path(self, values: Mapping[str, Any]) -> str:
        return "/" + self.template % values


class UndescribedError(LookupError):
    """An address has an argument that nobody said how to fill."""


def surfaces(patterns: Sequence[Any] | None = None) -> list[Surface]:
    """Return every surface once; a second pattern for the same path is never reached."""
    found: dict[str, Surface] = {}
    for surface in _walk(get_resolver().url_patterns if patterns is None else patterns):
        found.setdefault(surface.template, surface)
    return list(found.values())


def _walk(
    patterns: Sequence[Any],
    before: str = "",
    space: str = "",
    known: tuple[str, ...] = (),
) -> Iterator[Surface]:
    for entry in patterns:
        for part, names in _forms(entry.pattern):
            template, arguments = before + part, (*known, *names)
            if isinstance(entry, URLResolver):
                inner = f"{space}{entry.namespace}:" if entry.namespace else space
                yield from _walk(entry.url_patterns, template, inner, arguments)
            elif isinstance(entry, URLPattern):
                name = f"{space}{entry.name}" if entry.name else f"/{template}"
                yield Surface(name, template, arguments, _model_of(entry.callback))


def _forms(pattern: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return a pattern's shortest form as a template, with the names in it."""
    if isinstance(pattern, RoutePattern):
        route = str(pattern)
        return [(CONVERTED.sub(r"%(\1)s", route), tuple(CONVERTED.findall(route)))]
    assert isinstance(pattern, RegexPattern)
    part, names = normalize(pattern.regex.pattern)[0]
    return [(part, tuple(names))]


def _model_of(callback: Any) -> type[Model] | None:
    model = getattr(callback, "view_initkwargs", {}).get("model")
    return model or getattr(getattr(callback, "view_class", None), "model", None)


def combinations(
    surface: Surface, values: Mapping[str, Sequence[Any]]
) -> Iterator[dict[str, Any]]:
    """Yield every way to fill the arguments of a surface."""
    lists = [values[name] for name in surface.arguments]
    for chosen in itertools.product(*lists):
        yield dict(zip(surface.arguments, chosen, strict=True))

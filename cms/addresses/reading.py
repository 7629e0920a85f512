"""Addresses as people write them, old servers understood them and requests ask them.

Both sides are brought to one form: composed (NFC), small letters (servers of ``.aspx``
made no difference), percent signs read, one slash where several stood, none at the end.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlsplit

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri, repercent_broken_unicode
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from cms.addresses.faults import AddressError
from cms.addresses.patterns import Gap, Kind, Pattern, compiled
from sites.middleware import HOUSE_ONLY, split_host

LONGEST = 1_000  # of what somebody writes
LONGEST_ASKED = 1_000  # of a path that patterns are compared with
MOST_PARAMETERS = 20
SLASHES = re.compile(r"/{2,}")
CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
SCHEMES = ("http://", "https://")
OURS = (*HOUSE_ONLY, "/-/")

Rank = tuple[bool, bool, int, int, int, int, str]


def folded(text: str) -> str:
    """Return a text as it is compared."""
    composed = unicodedata.normalize("NFC", text).lower()
    return unicodedata.normalize("NFC", composed)


def unquoted(text: str) -> str:
    """Read percent signs as Django does in requests: what is no UTF-8 stays written."""
    return repercent_broken_unicode(unquote_to_bytes(text)).decode()


def folded_path(path: str) -> str:
    single = SLASHES.sub("/", path)
    return single.rstrip("/ ") or "/"


@dataclass(frozen=True)
class Asked:
    """What a reader asks for."""

    host: str
    path: str
    parameters: Mapping[str, str]


def asked_in(request: HttpRequest) -> Asked:
    host, _port = split_host(request.get_host())
    pairs = [(name, str(values[0])) for name, values in request.GET.lists() if values]
    return asked_of(host, request.path_info, pairs)


def asked_of(host: str, path: str, parameters: Iterable[tuple[str, str]]) -> Asked:
    pairs = list(parameters)[:MOST_PARAMETERS]
    return Asked(
        host,
        folded_path(folded(path)),
        {folded(name): folded(value) for name, value in reversed(pairs)},
    )


def asked_by(address: str, host: str) -> Asked:
    """Return what a written address asks for; ``host`` where it names none."""
    parts = urlsplit(address)
    named, _port = split_host(parts.netloc)
    query = parse_qsl(parts.query, keep_blank_values=True)
    return asked_of(named or host, unquoted(parts.path) or "/", query)


@dataclass(frozen=True)
class Source:
    """An old address as it was written: where a rule answers."""

    host: str  # empty: at every hostname of the portal
    path: Pattern
    conditions: tuple[tuple[str, Pattern], ...]  # by name

    @property
    def is_exact(self) -> bool:
        return self.path.is_exact and all(
            one.is_exact for _name, one in self.conditions
        )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _pattern in self.conditions)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return (*self.path.gaps, *(gap for _n, one in self.conditions for gap in one.gaps))  # fmt: skip

    @cached_property
    def digest(self) -> str:
        """Return a name for what it matches: no two rules of a portal share one."""
        values = [(name, one.shape) for name, one in self.conditions]
        return digest_of(self.host, self.path.shape, values)

    @cached_property
    def rank(self) -> Rank:
        """Return how specific it is: no two that differ are equal, the greater wins."""
        fixed = sum(one.is_exact for _name, one in self.conditions)
        literal = self.path.length + sum(one.length for _n, one in self.conditions)
        return (
            bool(self.host),
            self.path.is_exact,
            len(self.conditions),
            fixed,
            literal,
            -len(self.gaps),
            self.digest,
        )

    def match(self, asked: Asked) -> dict[str, str] | None:
        """Return what stands in the gaps; None if this is not what is asked."""
        if self.host not in {"", asked.host} or len(asked.path) > LONGEST_ASKED:
            return None
        found = self.path.match(asked.path)
        for name, pattern in self.conditions:
            if found is None or name not in asked.parameters:
                return None
            values = pattern.match(asked.parameters[name])
            found = None if values is None else {**found, **values}
        return found

    def sample(self) -> dict[str, str]:
        """Return something that may stand in each gap."""
        samples = {Kind.NUMBER: "1", Kind.PART: "mau", Kind.REST: "mau/mau"}
        return {gap.name: samples[gap.kind] for gap in self.gaps}


def digest_of(host: str, path: str, values: Iterable[tuple[str, str]]) -> str:
    words = json.dumps([host, path, *values])
    return hashlib.sha256(words.encode()).hexdigest()


def read_source(written: str, host: str = "") -> Source:
    """Read an old address, whole or from its path on. Raises ``AddressError``."""
    text = _refuse_odd(written)
    if text.lower().startswith(SCHEMES):
        host, _port = split_host(_split(text).netloc)
        text = _from_path(text)
    if not text.startswith("/"):
        raise AddressError(_("An old address begins with “/” or with “http”."))
    path, _mark, query = text.partition("#")[0].partition("?")
    source = Source(folded(host), _path(path), _conditions(query))
    _refuse_wide(source)
    return source


def _refuse_odd(written: str) -> str:
    text = unicodedata.normalize("NFC", written.strip())
    if not text:
        raise AddressError(_("The address is missing."))
    if len(text) > LONGEST:
        raise AddressError(
            _("The address is longer than %(number)d characters.") % {"number": LONGEST}
        )
    if CONTROL.search(text):
        raise AddressError(_("The address holds a character that no address can have."))
    return text


def _path(path: str) -> Pattern:
    single = folded_path(path)
    return compiled(single, lambda text: folded(unquoted(text)), may_rest=True)


def _conditions(query: str) -> tuple[tuple[str, Pattern], ...]:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    if len(pairs) > MOST_PARAMETERS:
        raise AddressError(_("There are too many parameters behind “?”."))
    named = {folded(name): value for name, value in reversed(pairs)}
    if any("&" in name or "{" in name for name in named):
        raise AddressError(_("The name of a parameter can't hold “&” or a gap."))
    return tuple((name, compiled(named[name], folded)) for name in sorted(named))


def _refuse_wide(source: Source) -> None:
    reasons = []
    ours = [path for path in OURS if source.path.shape.startswith(path.rstrip("/"))]
    if ours and f"{source.path.shape}/".startswith(tuple(ours)):
        words = _("Addresses below “%(path)s” are the house's own.")
        reasons.append(words % {"path": ours[0]})
    gaps = [gap.name for gap in source.gaps]
    if len(set(gaps)) != len(gaps):
        reasons.append(_("Each gap needs a name of its own."))
    says_nothing = source.path.length <= len("//") and not source.path.is_exact
    if says_nothing and not source.names and not source.host:
        reasons.append(
            _("This would answer for every address; say more, or name a hostname.")
        )
    if reasons:
        raise AddressError(*reasons)


@dataclass(frozen=True)
class Target:
    """A new address, with the gaps of the old one filled in."""

    pattern: Pattern
    is_outside: bool

    def address(self, values: Mapping[str, str]) -> str:
        """Return where a reader is led: never to another host than was written."""
        filled = iri_to_uri(self.pattern.fill(values, _quoted)) or "/"
        return filled if self.is_outside else escape_leading_slashes(filled)


def _quoted(gap: Gap, value: str) -> str:
    return quote(value, safe="/" if gap.kind is Kind.REST else "")


def source_text(written: str) -> str:
    """Return an old address from its path on, as it was written."""
    text = unicodedata.normalize("NFC", written.strip()).partition("#")[0]
    return text if text.startswith("/") else _from_path(text)


def own_form(written: str, own_hosts: Iterable[str]) -> str:
    """Return a new address as it is stored: a path where it is the portal's own."""
    text = _refuse_odd(written)
    if text.lower().startswith(SCHEMES) and _host_of(text) in set(own_hosts):
        return _from_path(text)
    return text


def _from_path(text: str) -> str:
    parts = _split(text)
    query = f"?{parts.query}" if parts.query else ""
    place = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path or '/'}{query}{place}"


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as fault:
        raise AddressError(_("The address can't be read.")) from fault


def read_target(text: str, gaps: Iterable[Gap] = ()) -> Target:
    """Read a new address, with the gaps of the old one. Raises ``AddressError``."""
    is_outside = _refuse_odd(text).lower().startswith(SCHEMES)
    if is_outside:
        _host_of(text)
    elif not text.startswith("/") or text.startswith("//"):
        raise AddressError(_("A new address begins with “/” or with “http”."))
    pattern = compiled(text, may_rest=True)
    kinds = {gap.name: gap for gap in gaps}
    unknown = [gap.name for gap in pattern.gaps if gap.name not in kinds]
    if unknown:
        names = ", ".join(f"{{{name}}}" for name in unknown)
        raise AddressError(
            _("The old address has no gap %(names)s.") % {"names": names}
        )
    parts = (kinds[p.name] if isinstance(p, Gap) else p for p in pattern.parts)
    return Target(Pattern(tuple(parts)), is_outside)


def _host_of(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or "{" in parts.netloc or "@" in parts.netloc:
        raise AddressError(_("The new address names no host that can be led to."))
    return host.rstrip(".")

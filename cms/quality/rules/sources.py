"""Rules of what was first published elsewhere."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cms.core.models import Origin
from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.models import OfficialSource
from cms.quality.strictness import Strictness

SOURCE = "source_official"


def source_official(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """CT-05: from official sources; otherwise somebody says why."""
    if subject.facts.origin != Origin.REPUBLISHED:
        return
    host = host_of(subject.facts.source_url)
    if not host:
        yield Hit(
            _("A re-published item doesn't say at which address it was taken."),
            _("Enter the address at the source."),
            field="source_url",
        )
    elif not is_official(host, subject.sources) and not subject.is_explained(
        SOURCE, host
    ):
        yield Hit(
            _("“%(host)s” is not among the official sources.") % {"host": host},
            _("Take it from an official source, or say why this one."),
            field="source_url",
            subject=host,
        )


def host_of(url: str) -> str:
    """Return the hostname of an address without ``www``; empty without one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_official(host: str, sources: Iterable[OfficialSource]) -> bool:
    return any(
        host == source.host or host.endswith(f".{source.host}") for source in sources
    )

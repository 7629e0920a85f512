"""Words outside pages: what readers see of them changes when a second person agrees.

Menus, owner and looks of a portal, the names of its unit, and the words about files of
live pages have no drafts: whoever stores them speaks to readers. Forms hold such changes back
(``cms/proposals``); below them the question is asked wherever a row is stored or deleted.
The file itself stays as long as readers see it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import IntegerField, Model, ProtectedError, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _, ngettext
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from cms.core.gate import GateError, is_import
from media_library.models import (
    Document,
    DocumentText,
    Image,
    ImageText,
    Media,
    MediaText,
)
from sites.models import Branding, MenuItem, OwnerText, Portal, PortalStatus, Unit
from sites.rows import UNIT_NAMES

# Rows that say something, and what they say it of.
ROWS: dict[type[Model], str] = {
    OwnerText: "portal",
    MenuItem: "portal",
    Branding: "portal",
    ImageText: "image",
    DocumentText: "document",
    MediaText: "media",
}
FILES = (Image, Document, Media)
IN_FRONT_OF_READERS = (PortalStatus.OPEN, PortalStatus.FROZEN)
MOST_NAMED = 3


class NotAgreedError(GateError):
    """Words that readers see were about to change past the second person."""

    def __init__(self, subject: Model) -> None:
        words = _(
            "Readers see what is said of “%(about)s”: propose the change, and a second "
            "person agrees to it."
        )
        super().__init__(words % {"about": subject}, None)


class StillUsedError(GateError):
    """A file that readers see was about to be deleted."""

    def __init__(self, file: Model, places: list[str]) -> None:
        words = _(
            "Readers see “%(file)s” in %(places)s. Take it out there first, by way of the "
            "desk; then it can be deleted."
        )
        super().__init__(words % {"file": file, "places": _listed(places)}, None)


class StillNeededError(GateError):
    """Something that rows of other kinds name was about to be deleted."""

    def __init__(self, refusal: ProtectedError) -> None:
        kinds = {str(row._meta.verbose_name) for row in refusal.protected_objects}
        words = _("It can’t be deleted; it is still needed by: %(kinds)s.")
        super().__init__(words % {"kinds": ", ".join(sorted(kinds))}, None)


_vouched: ContextVar[bool] = ContextVar("vouched", default=False)


@contextmanager
def vouched() -> Iterator[None]:
    """Let words be stored that somebody answers for: agreed to, specified, or decided."""
    token = _vouched.set(True)
    try:
        yield
    finally:
        _vouched.reset(token)


def is_public(subject: Model) -> bool:
    """Tell whether readers may see now what is said of a portal or a file."""
    if isinstance(subject, Portal | Unit):
        portals = Portal.objects.filter(status__in=IN_FRONT_OF_READERS)
        if isinstance(subject, Unit):
            return portals.filter(unit=subject.pk).exists()
        return portals.filter(pk=subject.pk).exists()
    found: bool = pages_showing(subject).exists()
    return found


def pages_showing(file: Model) -> PageQuerySet[Page]:
    """Return the live pages in which a file stands, as Wagtail's index knows them."""
    places = ReferenceIndex.get_references_to(file).filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    pages = places.annotate(page=Cast("object_id", IntegerField())).values("page")
    found: PageQuerySet[Page] = Page.objects.live().filter(pk__in=pages)
    return found


def check_words(row: Model, *, goes: bool = False) -> None:
    """Refuse to store, or to delete, what readers see. Raises ``NotAgreedError``."""
    if _vouched.get() or is_import():
        return
    subject = row if isinstance(row, Unit) else getattr(row, ROWS[type(row)])
    if is_public(subject) and (goes or _is_new(row)):
        raise NotAgreedError(subject)


def check_file(file: Model) -> None:
    """Refuse to delete a file that readers see. Raises ``StillUsedError``."""
    if is_import():
        return
    places = places_of(file)
    if places:
        raise StillUsedError(file, places)


def places_of(file: Model) -> list[str]:
    """Return the names of what shows a file to readers.

    Pages that not everybody may read are counted, not named.
    """
    pages = pages_showing(file)
    named = [f"“{title}”" for title in pages.public().values_list("title", flat=True)]
    closed = pages.not_public().count()
    if closed:
        words = ngettext("%(count)d closed page", "%(count)d closed pages", closed)
        named.append(words % {"count": closed})
    return [*named, *_looks_of(file)]


def _looks_of(file: Model) -> list[str]:
    """Return the portals whose emblem or picture at the top a file is."""
    if not isinstance(file, Image):
        return []
    looks = Branding.objects.filter(
        Q(emblem=file) | Q(masthead=file), portal__status__in=IN_FRONT_OF_READERS
    )
    names = looks.order_by("portal__unit__sort_key").values_list("portal__unit__name")
    return [_("the looks of %(unit)s") % {"unit": name} for (name,) in names]


def _is_new(row: Model) -> bool:
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    return stored is None or any(
        field.value_from_object(stored) != field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not isinstance(row, Unit) or field.name in UNIT_NAMES
    )


def _listed(places: list[str]) -> str:
    named = ", ".join(places[:MOST_NAMED])
    more = len(places) - MOST_NAMED
    if more <= 0:
        return named
    words = ngettext(
        "%(places)s and %(count)d more", "%(places)s and %(count)d more", more
    )
    return words % {"places": named, "count": more}

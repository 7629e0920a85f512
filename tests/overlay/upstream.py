"""What the installed packages ask for, and the Vietnamese they bring themselves."""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polib

from tests.catalogue.po import Key, Message

PACKAGES = (
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "taggit",
    "django_filters",
    "rest_framework",
    "axes",
    "allauth",
)


@dataclass
class Upstream:
    """One message of the packages, and who asks for it."""

    message: Message
    packages: list[str] = field(default_factory=list)
    speaks: dict[str, str] = field(default_factory=dict)  # package -> its Vietnamese


@cache
def messages(domain: str) -> dict[Key, Upstream]:
    """Return every message of all packages in one domain."""
    found: dict[Key, Upstream] = {}
    for package in PACKAGES:
        folder = locale_folder(package)
        own = {
            key: entry.translation for key, entry in read(folder / "vi", domain).items()
        }
        for key, entry in _asked(folder, domain).items():
            upstream = found.setdefault(
                key, Upstream(Message(key.context, key.msgid, entry.plural))
            )
            upstream.packages.append(package)
            if own.get(key):
                upstream.speaks[package] = own[key]
    return found


def locale_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "locale"


def _asked(folder: Path, domain: str) -> dict[Key, Message]:
    """Return what the English catalogue asks for; where none is, all others together."""
    english = folder / "en"
    languages = [english] if english.is_dir() else sorted(folder.iterdir())
    together: dict[Key, Message] = {}
    for language in languages:
        together |= read(language, domain)
    return together


def read(language: Path, domain: str) -> dict[Key, Message]:
    entries = map(_message, _entries(language / "LC_MESSAGES" / domain))
    return {entry.key: entry for entry in entries}


def _entries(stem: Path) -> Iterator[polib.POEntry | polib.MOEntry]:
    """Yield the entries of the source or, where a package leaves it out, of the binary."""
    if stem.with_suffix(".po").is_file():
        catalogue = polib.pofile(str(stem.with_suffix(".po")))
    elif stem.with_suffix(".mo").is_file():
        catalogue = polib.mofile(str(stem.with_suffix(".mo")))
    else:
        return
    yield from (entry for entry in catalogue if not entry.obsolete and entry.msgid)


def _message(entry: polib.POEntry | polib.MOEntry) -> Message:
    said = entry.msgstr or entry.msgstr_plural.get(0, "")
    # A translator's unchecked guess is compiled by nobody.
    is_guess = isinstance(entry, polib.POEntry) and entry.fuzzy
    return Message(
        context=entry.msgctxt or "",
        msgid=entry.msgid,
        plural=entry.msgid_plural or "",
        translation="" if is_guess else said,
    )

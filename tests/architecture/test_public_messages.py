"""No reader meets a message that the language of the page lacks (ADR 0053)."""

import gettext
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale

from tests.architecture import source
from tests.catalogue import keeping, mo, po, public, wanted
from tests.catalogue.house import READERS, VIETNAMESE, Catalogue
from tests.catalogue.placeholders import keeps_placeholders

# Folders of templates that are not for readers: the administration and its doors.
BEHIND_THE_DOOR = {
    "429.html",  # too many log-ins
    "account",
    "admin",
    "allauth",
    "demo",
    "media_library",
    "mfa",
    "wagtailadmin",
    "wagtailimages",
    "wagtailmedia",
}
HAN = r"[\u3040-\u30ff\u3400-\u9fff]"
# What an official text in the language does not hold.
SLIPS = {
    "fr": re.compile(r"['\"]|« | »|[^\u202f][;!?»]|[^\u00a0]:|«[^\u202f]"),
    "ja": re.compile(rf"{HAN}[,;:!?()\"']|[,;!?()\"']{HAN}"),
    "km": re.compile(r"['\"“”]|[\u1780-\u17ff][.:]"),
    "ko": re.compile(r"['\"]|[。、「」]"),
    "zh_Hans": re.compile(rf"{HAN}[,;:!?()\"']|[,;!?()\"']{HAN}|[「」]"),
    "zh_Hant": re.compile(rf"{HAN}[,;:!?()\"']|[,;!?()\"']{HAN}|[“”]"),
}
each_language = pytest.mark.parametrize(
    "catalogue", READERS, ids=lambda catalogue: catalogue.language
)


def said(catalogue: Catalogue) -> dict[po.Key, po.Message]:
    """Return what a catalogue says, without its header."""
    kept = po.read(catalogue.source)
    return {key: message for key, message in kept.items() if key.msgid}


def test_every_language_of_a_portal_has_its_catalogue() -> None:
    offered = {to_locale(code) for code, _name in settings.LANGUAGES}
    spoken = {catalogue.language for catalogue in (VIETNAMESE, *READERS)}
    assert offered == {"en"} | spoken


@each_language
def test_what_readers_can_meet_is_said_and_nothing_else(catalogue: Catalogue) -> None:
    messages = said(catalogue)
    assert set(messages) == set(public.messages()), "run: make messages"
    assert not keeping.missing(catalogue, messages)


@each_language
def test_every_form_keeps_its_placeholders(catalogue: Catalogue) -> None:
    messages = said(catalogue).values()
    assert not [one.key for one in messages if not keeps_placeholders(one)]


@each_language
def test_the_typography_is_the_language_s_own(catalogue: Catalogue) -> None:
    slip = SLIPS[catalogue.language]
    texts = [f"{one.translation}{one.second}" for one in said(catalogue).values()]
    assert not [text for text in texts if slip.search(text)]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


@each_language
def test_the_compiled_catalogue_is_up_to_date(catalogue: Catalogue) -> None:
    kept = po.read(catalogue.source)
    assert kept[catalogue.header.key] == catalogue.header
    assert catalogue.compiled.read_bytes() == mo.compiled(kept.values())


def test_templates_outside_the_scope_are_of_the_administration() -> None:
    """A new folder is either the readers', or named here."""
    public_ones = set(public.templates())
    assert Path("cms/templates/base.html") in public_ones
    folders = {
        path.parts[path.parts.index("templates") + 1]
        for path in source.template_files()
        if path not in public_ones
    }
    assert folders <= BEHIND_THE_DOOR


def test_words_of_public_templates_are_in_scope() -> None:
    asked = {
        message.key
        for path in source.files("cms", suffix=".html")
        if path.is_relative_to("cms/templates")
        for message in wanted.in_template(source.text(path), path)
    }
    assert len(asked) > 200
    assert asked <= set(public.messages())


@pytest.mark.parametrize("room", public.READERS_ROOMS)
def test_rooms_for_readers_are_in_scope(room: str) -> None:
    paths = [path for path in source.product_files() if path.is_relative_to(room)]
    assert paths
    asked = {
        message.key
        for path in paths
        if path.name != "apps.py"  # names of rooms, for the administration
        for message in wanted.in_python(source.text(path))
    }
    assert asked <= set(public.messages())


def test_only_the_named_parts_of_a_file_are_in_scope() -> None:
    code = 'class A:\n    x = _("In")\n    y = _("Out")\nclass B:\n    z = _("Too")\n'
    found = [one.msgid for one in public.in_parts(code, ("A.x", "B"))]
    assert found == ["In", "Too"]
    with pytest.raises(LookupError, match="w"):
        list(public.in_parts(code, ("A.w",)))


FRENCH = next(one for one in READERS if one.language == "fr")
DAYS = po.Message(msgid="%d day", plural="%d days")


def test_what_is_not_asked_for_any_more_is_dropped() -> None:
    late = po.Message(msgid="Late", translation="Tard")
    both = replace(DAYS, translation="%d jour", second="%d jours")
    kept = {late.key: late, both.key: both}
    assert keeping.exactly({DAYS.key: DAYS}, kept) == {both.key: both}
    single = replace(DAYS, plural="")
    found = keeping.exactly({DAYS.key: single}, kept)[DAYS.key]
    assert (found.plural, found.second) == ("", "")


@pytest.mark.parametrize(
    ("translation", "second", "lacks"),
    [("", "", True), ("%d jour", "", True), ("%d jour", "%d jours", False)],
)
def test_a_missing_plural_form_is_missing(
    translation: str, second: str, *, lacks: bool
) -> None:
    message = replace(DAYS, translation=translation, second=second)
    found = keeping.missing(FRENCH, {message.key: message})
    assert found == ([message.key] if lacks else [])


@pytest.mark.parametrize(
    ("translation", "second", "keeps"),
    [
        ("%d jour", "%d jours", True),
        ("un jour", "%d jours", False),
        ("%d jour", "%d jours de %(mois)s", False),
    ],
)
def test_no_form_loses_or_invents_a_placeholder(
    translation: str, second: str, *, keeps: bool
) -> None:
    message = replace(DAYS, translation=translation, second=second)
    assert keeps_placeholders(message) is keeps


def test_both_french_forms_survive_writing_and_compiling(tmp_path: Path) -> None:
    message = replace(DAYS, translation="%d jour", second="%d jours")
    file = tmp_path / "django.po"
    po.write(file, {one.key: one for one in (FRENCH.header, message)})
    read = po.read(file)
    assert read[message.key] == message
    compiled = gettext.GNUTranslations(io.BytesIO(mo.compiled(read.values())))
    spoken = [compiled.ngettext("%d day", "%d days", number) for number in (0, 1, 2)]
    assert spoken == ["%d jour", "%d jour", "%d jours"]

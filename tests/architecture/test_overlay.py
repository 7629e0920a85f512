"""The administration is Vietnamese: what the packages leave out, the overlay says."""

import shutil
import unicodedata
from itertools import chain
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from tests.architecture.source import ROOT
from tests.catalogue import house as own_house, mo, po
from tests.overlay import (
    __main__ as tool,
    faults,
    glossary,
    house,
    own_words,
    shares,
    upstream,
)
from tests.overlay.glossary import Term
from tests.overlay.upstream import Upstream

Overlay = dict[str, dict[po.Key, po.Message]]


@pytest.fixture(scope="module")
def overlay() -> Overlay:
    return {domain: po.read(house.source(domain)) for domain in house.DOMAINS}


def said(overlay: Overlay) -> list[po.Message]:
    messages = chain.from_iterable(catalogue.values() for catalogue in overlay.values())
    return [message for message in messages if message.msgid and message.translation]


# How much ------------------------------------------------------------------------------


def test_at_least_98_of_100_messages_of_every_package_are_vietnamese(
    overlay: Overlay,
) -> None:
    found = list(shares.shares(overlay))
    table = "\n".join(map(str, found))
    assert {share.package for share in found} == set(upstream.PACKAGES)
    assert all(share.is_enough for share in found), f"run: make messages\n{table}"


@pytest.mark.parametrize(
    ("strings", "vietnamese", "enough"),
    [(100, 98, True), (100, 97, False), (1, 1, True), (49, 48, False), (50, 49, True)],
)
def test_98_of_100_is_the_bound(*, strings: int, vietnamese: int, enough: bool) -> None:
    share = shares.Share("wagtail", "django", strings, vietnamese)
    assert share.is_enough is enough


def test_every_installed_application_with_a_catalogue_is_followed() -> None:
    installed = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path, "locale").is_dir()
        and not Path(config.path).is_relative_to(ROOT / "cms")
    }
    assert installed
    assert not installed - set(upstream.PACKAGES)


def test_the_overlay_holds_nothing_nobody_asks_for(overlay: Overlay) -> None:
    for domain in house.DOMAINS:
        held = {key for key in overlay[domain] if key.msgid}
        assert not held - set(upstream.messages(domain)), "run: make messages"


@pytest.mark.parametrize("domain", house.DOMAINS)
def test_the_compiled_overlay_is_up_to_date(overlay: Overlay, domain: str) -> None:
    expected = mo.compiled(overlay[domain].values())
    assert house.compiled(domain).read_bytes() == expected, "run: make messages"


# How well ------------------------------------------------------------------------------


def test_translations_keep_what_their_english_holds(overlay: Overlay) -> None:
    found = [
        f"{message.key}: {fault}"
        for message in said(overlay)
        for fault in faults.faults(message)
    ]
    assert not found, "\n".join(found)


def test_one_thing_is_called_by_one_word(overlay: Overlay) -> None:
    found = [
        f"{message.key}: {term}"
        for message in said(overlay)
        for term in glossary.strays(message)
    ]
    assert not found, "\n".join(found)


def test_every_exception_of_the_glossary_is_one(overlay: Overlay) -> None:
    """An exception without need would hide the next mistake."""
    needed = {
        (term.english[0], message.msgid)
        for message in said(overlay)
        for term in glossary.terms()
        if term.occurs_in(message) and not term.is_kept_in(message)
    }
    listed = {
        (term.english[0], msgid)
        for term in glossary.terms()
        for msgid in term.exceptions
    }
    assert listed == needed
    assert all(
        reason for term in glossary.terms() for reason in term.exceptions.values()
    )


@pytest.mark.parametrize(
    ("english", "vietnamese", "fault"),
    [
        ("Delete %(title)s", "Xóa %(title)s", None),
        ("Delete %(title)s", "Xóa", "placeholders differ"),
        ("{user} locked it", "{model} khóa", "placeholders differ"),
        ("%s of %s", "%s", "placeholders or tags differ in number"),
        ("<b>One</b>", "<b>Một<b>", "placeholders or tags differ in number"),
        ('<a href="%(u)s">x</a>', '<a href="%(u)s">x</a>', None),
        ("Delete ", "Xóa", "blanks at the edges differ"),
        ("Saving…", "Đang lưu...", "“…” differs"),
        ("Delete", "Xoá", "tone mark as in “oá”"),
        ("Cancel", "HUỶ", "tone mark as in “UỶ”"),
        ("Precious words", "Lời quý, khoáng đạt", None),
        ("Try again", "Vui lòng thử lại", "“Vui lòng” is not our wording"),
        ("Saved", "Lưu thành công", "“thành công” is not our wording"),
        ("<i>%(submit)s</i>", "<i>%(submit)s</i>", None),
        ("Publish", unicodedata.normalize("NFD", "Đăng"), "not composed (NFC)"),
    ],
)
def test_faults_are_found(english: str, vietnamese: str, fault: str | None) -> None:
    message = po.Message(msgid=english, translation=vietnamese)
    assert list(faults.faults(message)) == ([fault] if fault else [])


def test_the_plural_is_what_vietnamese_is_measured_by() -> None:
    message = po.Message(
        msgid="1 page", plural="%(n)s pages", translation="%(n)s trang"
    )
    assert not list(faults.faults(message))
    message.translation = "một trang"
    assert list(faults.faults(message)) == ["placeholders differ"]


@pytest.mark.parametrize(
    ("english", "vietnamese", "occurs", "kept"),
    [
        ("Delete page", "Xóa trang", True, True),
        ("Delete pages", "Xóa", True, False),
        ("PAGE", "TRANG", True, True),
        ("Homepage", "Đầu", False, False),
        ("Delete %(page)s", "Xóa %(page)s", False, False),
        ('<a class="page">Here</a>', '<a class="page">Đây</a>', False, False),
    ],
)
def test_terms_are_found(
    *, english: str, vietnamese: str, occurs: bool, kept: bool
) -> None:
    term = Term(("page", "pages"), ("trang",), {})
    message = po.Message(msgid=english, translation=vietnamese)
    assert term.occurs_in(message) is occurs
    assert term.is_kept_in(message) is kept


# What people meet ----------------------------------------------------------------------


def test_our_own_words_come_first_the_overlay_second(overlay: Overlay) -> None:
    folders = [Path(path).name for path in settings.LOCALE_PATHS]
    assert folders == ["locale", "locale_overlay"]
    ours = po.read(own_house.VIETNAMESE.source)
    with override("vi"):
        served = {
            key: (_served(message), _first(ours.get(key), message))
            for key, message in overlay["django"].items()
            if key.msgid and message.translation
        }
    assert len(served) > 2_000
    assert not {key: pair for key, pair in served.items() if pair[0] != pair[1]}


def test_our_own_words_do_not_speak_for_the_packages(overlay: Overlay) -> None:
    """Ours are read first: what means another thing under the same English has a context."""
    ours = po.read(own_house.VIETNAMESE.source)
    assert ours.keys() & overlay["django"].keys()
    differing = {
        str(key): (ours[key].translation, message.translation)
        for key, message in overlay["django"].items()
        if key.msgid and key in ours and ours[key].translation and message.translation
        if ours[key].translation != message.translation
    }
    assert not differing


def _first(own: po.Message | None, message: po.Message) -> str:
    return (own and own.translation) or message.translation


def _served(message: po.Message) -> str:
    context, msgid, plural = message.context, message.msgid, message.plural
    if context and plural:
        return npgettext(context, msgid, plural, 2)
    if plural:
        return ngettext(msgid, plural, 2)
    return pgettext(context, msgid) if context else gettext(msgid)


def test_english_stays_english() -> None:
    with override("en"):
        assert gettext("Unpublish") == "Unpublish"


# The tool ------------------------------------------------------------------------------


def test_the_tool_follows_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(house.CATALOGUES, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(house, "CATALOGUES", tmp_path)
    before = po.read(house.source("django"))
    changed = dict(before)
    gone = po.Message(msgid="Nobody asks for this", translation="Không ai hỏi")
    changed[gone.key] = gone
    lacking = [key for key, found in upstream.messages("django").items() if key.msgid]
    lacking = [key for key in lacking if key in before and "axes" in _packages(key)]
    for key in lacking:
        del changed[key]
    po.write(house.source("django"), changed)

    assert tool.main() == 1
    after = po.read(house.source("django"))
    assert set(after) == set(before)
    assert not any(after[key].translation for key in lacking)
    printed = capsys.readouterr().out
    assert (
        f"axes                                django       22{0:6}    0.0%" in printed
    )
    assert "without Vietnamese, 0 faults" in printed

    po.write(house.source("django"), before)
    assert tool.main() == 0
    for domain in house.DOMAINS:
        compiled = house.compiled(domain).read_bytes()
        assert (
            compiled == (house.FOLDER / "vi/LC_MESSAGES" / f"{domain}.mo").read_bytes()
        )


def _packages(key: po.Key) -> list[str]:
    return upstream.messages("django")[key].packages


def test_catalogues_without_english_or_without_source_are_read() -> None:
    asked = upstream.messages("django")
    assert asked[
        po.Key("", "Account locked: too many login attempts. Please try again later.")
    ].packages == ["axes"]
    assert "rest_framework" in _packages(po.Key("", "Invalid token."))
    deleted = asked[po.Key("", "Delete 1 page")]
    assert deleted.message.plural == "Delete %(counter)s pages"


def test_an_unchecked_guess_of_a_package_is_no_vietnamese(tmp_path: Path) -> None:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    guess = po.Message(msgid="Save", translation="Cứu", notes=["#, fuzzy"])
    sure = po.Message(msgid="Close", translation="Đóng")
    po.write(folder / "django.po", {guess.key: guess, sure.key: sure})
    assert len(polib.pofile(str(folder / "django.po"))) == 2
    found = upstream.read(tmp_path / "vi", "django")
    assert {key.msgid: entry.translation for key, entry in found.items()} == {
        "Save": "",
        "Close": "Đóng",
    }


@pytest.mark.parametrize(
    ("speaks", "stands"),
    [
        ({}, False),
        ({"django.conf": "Xóa"}, True),
        ({"django.conf": "Xoá"}, False),
        ({"django.conf": "Bỏ"}, False),
        ({"django.conf": "Xóa", "wagtail": "Xoá"}, False),
    ],
)
def test_only_djangos_good_vietnamese_may_stand(
    *, speaks: dict[str, str], stands: bool
) -> None:
    found = Upstream(po.Message(msgid="Delete"), list(speaks), speaks)
    assert own_words.stand(found) is stands

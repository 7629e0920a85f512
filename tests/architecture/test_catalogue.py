"""No reader and no editor meets a message without its Vietnamese."""

import gettext
import io
import re
import unicodedata
from pathlib import Path

import pytest

from tests.architecture import source
from tests.catalogue import mo, po, wanted
from tests.catalogue.house import VIETNAMESE as HOUSE
from tests.catalogue.placeholders import keeps_placeholders

# Of a decomposed text: the stroke, the horn and the tones no English word has.
VIETNAMESE = re.compile(r"[đĐ\u031b\u0300-\u0303\u0306\u0309\u0323]")
# Numbers of Vietnamese documents, and the one word the product is called by.
FOREIGN_WORDS = re.compile(r"\d+/\S+|\bđình\b", re.IGNORECASE)
TEMPLATE_NOISE = re.compile(
    r"\{#.*?#\}|\{% comment .*?endcomment %\}|<!--.*?-->", re.DOTALL
)


@pytest.fixture(scope="module")
def asked() -> dict[po.Key, po.Message]:
    return wanted.messages()


@pytest.fixture(scope="module")
def vietnamese() -> dict[po.Key, po.Message]:
    return po.read(HOUSE.source)


def test_every_message_has_its_vietnamese(
    asked: dict[po.Key, po.Message], vietnamese: dict[po.Key, po.Message]
) -> None:
    ready = {
        key
        for key, message in vietnamese.items()
        if message.translation and not message.is_fuzzy
    }
    assert asked
    assert not sorted(set(asked) - ready), "run: make messages"


def test_message_ids_are_english(asked: dict[po.Key, po.Message]) -> None:
    found = [key for key in asked if _is_vietnamese(key.msgid)]
    assert not found


def _is_vietnamese(text: str) -> bool:
    decomposed = unicodedata.normalize("NFD", FOREIGN_WORDS.sub("", text))
    return bool(VIETNAMESE.search(decomposed))


def test_translations_keep_every_placeholder(
    vietnamese: dict[po.Key, po.Message],
) -> None:
    broken = [
        str(message.key)
        for message in vietnamese.values()
        if message.msgid and not keeps_placeholders(message)
    ]
    assert not broken


def test_translations_are_composed(vietnamese: dict[po.Key, po.Message]) -> None:
    texts = [message.translation for message in vietnamese.values()]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_the_compiled_catalogue_is_up_to_date(
    vietnamese: dict[po.Key, po.Message],
) -> None:
    compiled = mo.compiled(vietnamese.values())
    assert HOUSE.compiled.read_bytes() == compiled, "run: make messages"


def test_templates_keep_their_words_in_the_catalogue() -> None:
    """A Vietnamese word written into a template is read on the English portal too."""
    found = [
        str(path)
        for path in source.template_files()
        if _is_vietnamese(TEMPLATE_NOISE.sub("", source.text(path)))
    ]
    assert not found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('_("One")', ("", "One", "")),
        ('gettext_lazy("One " "more")', ("", "One more", "")),
        ('ngettext("%(n)d page", "%(n)d pages", n)', ("", "%(n)d page", "%(n)d pages")),
        ('pgettext("menu", "Home")', ("menu", "Home", "")),
        ('npgettext("menu", "a", "b", 2)', ("menu", "a", "b")),
    ],
)
def test_messages_are_found_in_code(code: str, expected: tuple[str, ...]) -> None:
    (found,) = wanted.in_python(code)
    assert (found.context, found.msgid, found.plural) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('{% translate "It\'s" %}', ("", "It's", "")),
        ('{% translate "Home" context "menu" %}', ("menu", "Home", "")),
        ("{{ page.title|default:_('None') }}", ("", "None", "")),
        (
            "{% blocktranslate trimmed %}\n By {{ name }}\n{% endblocktranslate %}",
            ("", "By %(name)s", ""),
        ),
        (
            "{% blocktranslate count n=n %}x{% plural %}{{ n }} y{% endblocktranslate %}",
            ("", "x", "%(n)s y"),
        ),
    ],
)
def test_messages_are_found_in_templates(html: str, expected: tuple[str, ...]) -> None:
    (found,) = wanted.in_template(html)
    assert (found.context, found.msgid, found.plural) == expected


def test_a_computed_message_is_not_guessed() -> None:
    assert not list(wanted.in_python("_(name)"))


def test_a_catalogue_survives_writing_and_compiling(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    written = [
        HOUSE.header,
        po.Message(msgid='Say "no"\nor \\ yes', translation='Nói "không"\nhoặc \\ có'),
        po.Message("menu", "Home", translation="Trang chủ", notes=["# for people"]),
        po.Message(msgid="%d page", plural="%d pages", translation="%d trang"),
        po.Message(msgid="Later"),
        po.Message(msgid="Unsure", translation="Chưa chắc", notes=["#, fuzzy"]),
    ]
    po.write(file, {message.key: message for message in written})
    read = po.read(file)
    assert sorted(map(repr, read.values())) == sorted(map(repr, written))

    catalogue = gettext.GNUTranslations(io.BytesIO(mo.compiled(read.values())))
    assert catalogue.gettext('Say "no"\nor \\ yes') == 'Nói "không"\nhoặc \\ có'
    assert catalogue.pgettext("menu", "Home") == "Trang chủ"
    assert catalogue.ngettext("%d page", "%d pages", 5) == "%d trang"
    assert catalogue.gettext("Later") == "Later"
    assert catalogue.gettext("Unsure") == "Unsure"

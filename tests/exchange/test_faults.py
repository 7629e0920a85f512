"""What is refused, and the exact place that is named."""

import pytest

from cms.exchange.reading import read
from tests.exchange.bundles import (
    FORMATS,
    PO,
    XLIFF12,
    XLIFF20,
    Format,
    changed,
    places,
)

every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
# Where the translation of “Trân trọng.” stands, and that of the text with tags.
LAST = {PO.name: 31, XLIFF12.name: 23, XLIFF20.name: 39}
TAGGED = {PO.name: 20, XLIFF12.name: 14, XLIFF20.name: 26}
HEAD = {PO.name: 2, XLIFF12.name: 3, XLIFF20.name: 2}


@every_format
@pytest.mark.parametrize(
    ("translation", "message"),
    [
        ("谨\u202e此", "Invisible sign of direction U+202E at character 2."),
        ("\u2066谨此", "Invisible sign of direction U+2066 at character 1."),
        ("谨此\u200f", "Invisible sign of direction U+200F at character 3."),
        ("谨\u0085\u0090", "Control character U+0090 at character 3."),
        ("&lt;script&gt;x&lt;/script&gt;", "“<script…” is not in the source."),
        ("&lt;!-- x", "“<!…” is not in the source."),
        (
            "&lt;b onclick=x&gt;y",
            "“<b>” lacks its other half, or is no tag of the source.",
        ),
    ],
)
def test_what_no_translation_may_hold(
    form: Format, translation: str, message: str
) -> None:
    expected = f"Line {LAST[form.name]}, segment “77aa:body.3”: {message}"
    assert places(changed(form, "谨此通知。", translation))[0] == expected


@pytest.mark.parametrize(
    ("translation", "messages"),
    [
        (
            "<script>x</script>",
            ["“<script…” is not in the source.", "“</script…” is not in the source."],
        ),
        ("<b>x", ["“<b>” lacks its other half, or is no tag of the source."]),
        ("<b>x</b>", ["The tag <b> is not in the source, or not so often."]),
        ("<img src=x onerror=y>", ["“<img…” is not in the source."]),
        ("&#8238;x", ["Invisible sign of direction U+202E at character 1."]),
        (r"\a", ["Control character U+0007 at character 1."]),
    ],
)
def test_what_is_written_as_html_in_po(translation: str, messages: list[str]) -> None:
    start = "Line 31, segment “77aa:body.3”: "
    assert places(changed(PO, "谨此通知。", translation)) == [
        start + message for message in messages
    ]


LOST = {
    PO.name: (r"<a id=\"a1\"><b>值班</b>表</a>", "值班表"),
    XLIFF12.name: (
        '<g id="a1" ctype="link"><g id="1" ctype="bold">值班</g>表</g>',
        "值班表",
    ),
}


@pytest.mark.parametrize("form", [PO, XLIFF12], ids=lambda form: form.name)
def test_lost_tags(form: Format) -> None:
    start = f"Line {TAGGED[form.name]}, segment “77aa:body.1”: "
    assert places(changed(form, *LOST[form.name])) == [
        f'{start}The tag <a id="a1"> of the source is missing.',
        f"{start}The tag <b> of the source is missing.",
    ]


@pytest.mark.parametrize(
    ("form", "old", "new", "message"),
    [
        (
            XLIFF12,
            "谨此通知。",
            '<g id="1" ctype="bold">谨</g>',
            "The tag <b> is not in the source, or not so often.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<g id="9">谨</g>',
            "The element <g id=“9”> is not known.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<g id="9" ctype="x-html-script">谨</g>',
            "The element <g id=“9”> is not known.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<bx id="9" ctype="bold"/>谨',
            "“<b>” lacks its other half, or is no tag of the source.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<it id="9" pos="open">谨</it>',
            "The element <it id=“9”> is not known.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<script xmlns="http://www.w3.org/1999/xhtml">x</script>',
            "The element <script id=“”> is not known.",
        ),
        (
            XLIFF12,
            "谨此通知。",
            '<x id="9" ctype="bold"/>谨',
            "The element <x id=“9”> is not known.",
        ),
        (
            XLIFF20,
            "谨此通知。",
            '<pc id="9">谨</pc>',
            "The element <pc id=“9”> is not known.",
        ),
        (
            XLIFF20,
            "谨此通知。",
            '<cp hex="0007"/>谨',
            "The element <cp id=“”> is not known.",
        ),
        (
            XLIFF20,
            "谨此通知。",
            '<ec startRef="1"/>谨',
            "The element <ec id=“”> is not known.",
        ),
    ],
)
def test_invented_elements(form: Format, old: str, new: str, message: str) -> None:
    expected = [f"Line {LAST[form.name]}, segment “77aa:body.3”: {message}"]
    assert places(changed(form, old, new)) == expected


def test_original_data_cannot_bring_other_tags() -> None:
    found = places(changed(XLIFF20, "&lt;b&gt;</data>", "&lt;script&gt;</data>"))
    message = "Line 26, segment “77aa:body.1”: The element <pc id=“1”> is not known."
    assert found == [message, message]


@every_format
def test_too_long(form: Format) -> None:
    lengths = {PO.name: ("max-length:40", "max-length:4")}
    lengths[XLIFF12.name] = ('maxwidth="40"', 'maxwidth="4"')
    lengths[XLIFF20.name] = ('sizeRestriction="40"', 'sizeRestriction="4"')
    old, new = lengths[form.name]
    shorter = changed(form, old, new).decode()
    filled = {
        PO.name: (
            'msgid "Nghỉ lễ 2/9"\nmsgstr ""',
            'msgid "Nghỉ lễ 2/9"\nmsgstr "九月二日放假"',
        ),
        XLIFF12.name: (
            "lễ 2/9</source>",
            "lễ 2/9</source><target>九月二日放假</target>",
        ),
        XLIFF20.name: (
            "lễ 2/9</source>",
            "lễ 2/9</source><target>九月二日放假</target>",
        ),
    }
    line = {PO.name: 15, XLIFF12.name: 9, XLIFF20.name: 13}[form.name]
    assert places(shorter.replace(*filled[form.name]).encode()) == [
        f"Line {line}, segment “5b1e:title”: 6 characters, 4 at most."
    ]
    broken = places(changed(form, old, new.replace("4", "0")))
    assert broken[0].endswith("segment “5b1e:title”: “0” is no length.")


@every_format
def test_the_wrong_language(form: Format) -> None:
    written = {PO.name: "zh_Hans"}.get(form.name, "zh-Hans")
    assert places(form.gold, language="km") == [
        f"Line {HEAD[form.name]}: The file is translated into “{written}”, not into “km”."
    ]
    assert (
        read(form.gold, filename="x", language="zh-hans").target_language == "zh-hans"
    )


@every_format
def test_no_language_and_no_id(form: Format) -> None:
    text = form.gold.decode()
    for gone in ("zh_Hans", "zh-Hans", "3f0c7a52:zh-hans", '"vi"', "_Language: vi"):
        text = text.replace(gone, '""' if gone == '"vi"' else "")
    text = text.replace("X-Source-Language: vi", "X-Source-Language: ")
    assert places(text.encode()) == [
        f"Line {HEAD[form.name]}: The file does not say which translation it belongs to.",
        f"Line {HEAD[form.name]}: The language of the source is missing.",
        f"Line {HEAD[form.name]}: The language of the translation is missing.",
    ]


@every_format
def test_a_key_twice(form: Format) -> None:
    lines = {PO.name: (22, 29), XLIFF12.name: (16, 21), XLIFF20.name: (29, 36)}
    first, second = lines[form.name]
    assert places(changed(form, "77aa:body.3", "77aa:body.2")) == [
        f"Line {second}, segment “77aa:body.2”: This segment already stands in line {first}."
    ]


@every_format
def test_a_key_and_a_source_gone(form: Format) -> None:
    line = LAST[form.name]
    assert places(changed(form, "77aa:body.3", "")) == [
        f"Line {line}: The segment has no key, or one that can’t be read."
    ]
    if form is not PO:
        assert places(changed(form, "Trân trọng.", "")) == [
            f"Line {line}, segment “77aa:body.3”: The source of this segment is empty."
        ]

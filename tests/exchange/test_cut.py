"""Texts that tools cut into parts, mark, or hold with other elements of the standard."""

from dataclasses import replace

import pytest

from cms.exchange.bundle import State
from cms.exchange.reading import read
from tests.exchange.bundles import NOTICE, PO, XLIFF12, XLIFF20, Format, changed

END = NOTICE.segments[3]
PARTS = (
    "<segment state='final'><source>Trân </source><target>谨此</target></segment>"
    "<ignorable><source>-</source></ignorable>"
    "<segment state='{state}'><source>trọng.</source>{target}</segment>"
)


def of_parts(state: str, target: str) -> bytes:
    text = XLIFF20.gold.decode()
    start = text.index('<segment state="reviewed">')
    stop = text.index("</segment>", start) + len("</segment>")
    return (
        text[:start] + PARTS.format(state=state, target=target) + text[stop:]
    ).encode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("reviewed", State.REVIEWED),
        ("translated", State.TRANSLATED),
        ("initial", State.DRAFT),
    ],
)
def test_parts_are_put_together(state: str, expected: State) -> None:
    data = of_parts(state, "<target>通知。</target>")
    assert read(data, filename="x").segments[3] == replace(
        END, source="Trân -trọng.", target="谨此-通知。", state=expected
    )


@pytest.mark.parametrize("target", ["", "<target/>"])
def test_a_part_that_lacks_its_translation(target: str) -> None:
    """Half a text is none: it would stand in the portal without its end."""
    found = read(of_parts("initial", target), filename="x").segments[3]
    assert (found.target, found.state) == ("", State.NEW)


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (XLIFF12, "谨此通知。", '<mrk mtype="seg" mid="0">谨此</mrk>通知。'),
        (XLIFF20, "谨此通知。", '<mrk id="m1" type="term">谨此</mrk>通知。'),
        (
            XLIFF20,
            "谨此通知。",
            '<sm id="m1" type="term"/>谨此<em startRef="m1"/>通知。',
        ),
        (XLIFF20, "谨此通知。", "<![CDATA[谨此]]>通知<!-- x -->。"),
    ],
)
def test_marks_are_read_over(form: Format, old: str, new: str) -> None:
    assert read(changed(form, old, new), filename="x") == NOTICE


def test_starts_and_ends_instead_of_pairs() -> None:
    old = '<g id="1" ctype="bold">值班</g>'
    for new in (
        '<bx id="1"/>值班<ex id="1"/>',
        '<bx id="1" rid="1"/>值班<ex id="7" rid="1"/>',
    ):
        assert read(changed(XLIFF12, old, new), filename="x") == NOTICE
    text = XLIFF20.gold.decode()
    head, target = text.split("<target>", 1)
    pair = target[target.index('<pc id="1"') : target.index("值班")]
    target = target.replace(f"{pair}值班</pc>", '<sc id="1"/>值班<ec startRef="1"/>', 1)
    assert read(f"{head}<target>{target}".encode(), filename="x") == NOTICE


def test_elements_that_bring_only_their_id() -> None:
    old = '<g id="a1" ctype="link"><g id="1" ctype="bold">值班'
    assert (
        read(changed(XLIFF12, old, '<g id="a1"><g id="1">值班'), filename="x") == NOTICE
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('state="final"', State.REVIEWED),
        ('state="needs-adaptation"', State.DRAFT),
        ('state="new"', State.DRAFT),
        ('state="translated"', State.TRANSLATED),
        ("", State.REVIEWED),
    ],
)
def test_states_of_xliff_12(written: str, expected: State) -> None:
    """“Approved” counts where no state says less: tools give it to what is translated."""
    data = changed(XLIFF12, 'state="signed-off"', written)
    assert read(data, filename="x").segments[3] == replace(END, state=expected)


def test_what_others_add_is_read_over() -> None:
    added = (
        '<alt-trans><source>x</source><target>y</target></alt-trans><note from="translator">z</note>'
        '<my:own xmlns:my="urn:my"><my:source>x</my:source></my:own></trans-unit>'
    )
    assert read(changed(XLIFF12, "</trans-unit>", added), filename="x") == NOTICE
    grouped = changed(XLIFF12, "<body>", '<body><group id="g1">').decode()
    assert (
        read(grouped.replace("</body>", "</group></body>").encode(), filename="x")
        == NOTICE
    )


def test_what_po_programs_add_is_read_over() -> None:
    added = '# of a translator\n#: x.html:1\n#| msgid "before"\n#, reviewed, no-wrap\n'
    data = (
        changed(PO, "#, reviewed\n", added).decode()
        + '\n#~ msgid "old"\n#~ msgstr "旧"\n'
    )
    assert read(data.encode(), filename="x") == NOTICE
    tight = data.replace("\n\nmsgctxt", "\nmsgctxt").replace("\n\n#", "\n#")
    assert read(tight.encode(), filename="x") == NOTICE

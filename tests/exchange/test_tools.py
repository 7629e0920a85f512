"""What polib and translate-toolkit save, as translators' programs do, is read as meant."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import polib
import pytest
from hypothesis import given, settings
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from cms.exchange.bundle import Bundle, State
from cms.exchange.reading import read
from tests.exchange.bundles import BUNDLES, NOTICE, PO, XLIFF12, XLIFF20, Format

Changes = dict[str, str]  # source: target


def polib_saves(data: bytes, changes: Changes) -> bytes:
    file = polib.pofile(data.decode())
    for entry in file:
        if entry.msgid in changes:
            entry.msgstr, entry.fuzzy = changes[entry.msgid], False
    return str(file).encode()


def toolkit_saves(store: Any) -> Callable[[bytes, Changes], bytes]:
    def saves(data: bytes, changes: Changes) -> bytes:
        file = store.parsestring(data)
        for unit in file.units:
            if unit.source in changes:
                unit.target = changes[unit.source]
                unit.markfuzzy(False)  # noqa: FBT003
        return bytes(file)

    return saves


class Tool(NamedTuple):
    name: str
    form: Format
    saves: Callable[[bytes, Changes], bytes]


TOOLS = [
    Tool("polib", PO, polib_saves),
    Tool("toolkit’s po", PO, toolkit_saves(pofile)),
    Tool("toolkit’s xliff 1.2", XLIFF12, toolkit_saves(Xliff1File)),
    Tool("toolkit’s xliff 2.0", XLIFF20, toolkit_saves(Xliff2File)),
]
every_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)


@every_tool
@settings(max_examples=25, deadline=None)
@given(bundle=BUNDLES)
def test_saved_as_it_was(tool: Tool, bundle: Bundle) -> None:
    data = tool.form.write(bundle)
    found = read(tool.saves(data, {}), filename=tool.form.filename)
    assert found == bundle
    assert tool.form.write(found) == data


@every_tool
def test_a_translation_is_filled_in_and_one_is_changed(tool: Tool) -> None:
    title, body, call, end = NOTICE.segments
    changes = {
        title.source: "九月二日放假",
        call.source: "急事\n请拨“115” & \\",
    }
    found = read(tool.saves(tool.form.write(NOTICE), changes), filename="notice")
    assert found.segments == (
        replace(title, target="九月二日放假", state=State.TRANSLATED),
        body,
        replace(call, target="急事\n请拨“115” &amp; \\"),
        end,
    )
    again = tool.form.write(found)
    assert tool.form.write(read(tool.saves(again, {}), filename="notice")) == again


@pytest.mark.parametrize("store", [Xliff1File, Xliff2File])
def test_a_program_that_knows_tags_keeps_them(store: Any) -> None:
    """As Virtaal does: the source is copied with its elements, then translated."""
    form = XLIFF12 if store is Xliff1File else XLIFF20
    body = NOTICE.segments[1]
    file = store.parsestring(form.write(NOTICE))
    unit = next(unit for unit in file.units if "lịch" in unit.source)
    unit.rich_target = unit.rich_source
    unit.marktranslated()
    found = read(bytes(file), filename=form.filename).segments[1]
    assert found.target == body.source


@pytest.mark.parametrize("tool", TOOLS[2:], ids=lambda tool: tool.name)
def test_toolkit_finds_states_and_lengths(tool: Tool) -> None:
    store = Xliff1File if tool.form is XLIFF12 else Xliff2File
    units = store.parsestring(tool.form.write(NOTICE)).units
    assert [bool(unit.target) for unit in units] == [False, True, True, True]
    assert units[1].isfuzzy()
    assert units[3].isapproved()
    assert units[0].getnotes() == (
        "Tiêu đề, hiện trên trang đầu." if store is Xliff1File else ""
    )

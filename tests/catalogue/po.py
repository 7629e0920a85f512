"""Reading and writing ``.po`` files, as far as this catalogue uses the format."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Key(NamedTuple):
    """What identifies a message: its context (or nothing) and its English."""

    context: str
    msgid: str

    def __str__(self) -> str:
        return f"{self.context}: {self.msgid}" if self.context else self.msgid


@dataclass
class Message:
    """One entry. Our languages have one plural form; French has a second one."""

    context: str = ""
    msgid: str = ""
    plural: str = ""
    translation: str = ""
    second: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return Key(self.context, self.msgid)

    @property
    def is_fuzzy(self) -> bool:
        return any(note.startswith("#,") and "fuzzy" in note for note in self.notes)

    def is_ready(self, *, forms: int = 1) -> bool:
        """Tell whether everything is said, in a language of so many plural forms."""
        needs_second = bool(self.plural) and forms > 1
        said = self.translation and (self.second or not needs_second)
        return bool(said) and not self.is_fuzzy


FIELDS = {
    "msgctxt": "context",
    "msgid": "msgid",
    "msgid_plural": "plural",
    "msgstr": "translation",
    "msgstr[0]": "translation",
    "msgstr[1]": "second",
}


def read(path: Path) -> dict[Key, Message]:
    if not path.is_file():
        return {}
    paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    messages = [_parse(paragraph) for paragraph in paragraphs if paragraph]
    return {message.key: message for message in messages}


def _parse(paragraph: str) -> Message:
    message, current = Message(), ""
    for line in paragraph.splitlines():
        if line.startswith("#"):
            message.notes.append(line)
            continue
        word, _, value = line.partition(" ")
        if word in FIELDS:
            current = FIELDS[word]
        else:
            value = line
        setattr(message, current, getattr(message, current) + ast.literal_eval(value))
    return message


def write(path: Path, messages: dict[Key, Message]) -> None:
    ordered = sorted(
        messages.values(), key=lambda message: (message.msgid, message.key)
    )
    text = "\n".join("\n".join(_lines(message)) + "\n" for message in ordered)
    path.write_text(text, encoding="utf-8")


def _lines(message: Message) -> Iterator[str]:
    yield from message.notes
    if message.context:
        yield f"msgctxt {_quoted(message.context)}"
    yield f"msgid {_quoted(message.msgid)}"
    if message.plural:
        yield f"msgid_plural {_quoted(message.plural)}"
    yield f"msgstr{'[0]' if message.plural else ''} {_quoted(message.translation)}"
    if message.second:
        yield f"msgstr[1] {_quoted(message.second)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if "\n" not in escaped.rstrip("\n"):
        return '"' + escaped.replace("\n", "\\n") + '"'
    pieces = escaped.replace("\n", "\\n\n").splitlines()
    return '""\n' + "\n".join(f'"{piece}"' for piece in pieces)

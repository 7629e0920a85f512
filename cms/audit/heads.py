"""Signed heads of the log, in files outside the database that are only added to.

One file for each year, one line for each signature; every line seals the one before, so
a line that is missing is noticed as well as one that was changed.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cms.audit import keys
from cms.audit.chain import GENESIS, canonical

HEAD, ANCHOR = "head", "anchor"


@dataclass(frozen=True)
class Line:
    """One signature: so many entries there were, and this was the last one's seal.

    An anchor says, besides, that the entries up to this one were deleted as old.
    """

    line: int
    after: str  # the seal of the line before
    what: str
    number: int
    hash: str
    at: str
    key: str
    signature: str

    def signed_text(self) -> bytes:
        said = asdict(self)
        del said["signature"]
        return canonical(said)

    def seal(self) -> str:
        return sha256(canonical(asdict(self))).hexdigest()

    @property
    def is_genuine(self) -> bool:
        return keys.is_signed(
            self.signed_text(), signature=self.signature, public=self.key
        )


@dataclass(frozen=True)
class Torn:
    """A line that can't be read as one of ours."""

    file: str
    place: int


def folder() -> Path:
    return Path(settings.SECURITY_LOG_HEADS)


def read(place: Path | None = None) -> Iterator[Line | Torn]:
    """Yield what stands in the files of a folder, oldest first; the log's by default."""
    place = place or folder()
    if not place.is_dir():
        return
    for file in sorted(place.glob("*.jsonl")):
        texts = file.read_bytes().split(b"\n")
        for number, text in enumerate(texts, 1):
            if text or number < len(texts):
                yield _parsed(text, file.name, number)


def append(*, what: str, number: int, digest: str, place: Path | None = None) -> Line:
    """Sign a head and write it down for good. Raises ``OSError`` where that fails."""
    place = place or folder()
    lines = [line for line in read(place) if isinstance(line, Line)]
    public = keys.public_text(keys.signing_key())
    now = timezone.localtime()
    unsigned = Line(
        line=lines[-1].line + 1 if lines else 1,
        after=lines[-1].seal() if lines else GENESIS,
        what=what,
        number=number,
        hash=digest,
        at=now.isoformat(timespec="seconds"),
        key=public,
        signature="",
    )
    said = asdict(unsigned)
    said["signature"] = keys.sign(unsigned.signed_text())
    _write(place / f"{now.year}.jsonl", canonical(said) + b"\n")
    return Line(**said)


def _parsed(text: bytes, file: str, place: int) -> Line | Torn:
    try:
        line = Line(**json.loads(text))
    except (ValueError, TypeError):
        return Torn(file, place)
    return line if _is_whole(line) else Torn(file, place)


def _is_whole(line: Line) -> bool:
    """Tell whether each value is of the kind that a line holds."""
    return all(
        type(getattr(line, name)) is kind for name, kind in Line.__annotations__.items()
    )


def _write(file: Path, text: bytes) -> None:
    """Add a line and wait until the disk has it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists() and not file.read_bytes().endswith(b"\n"):
        text = b"\n" + text  # the power went while the line before was written
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(handle, text) != len(text):
            raise OSError(f"{file} took only a part of a line")
        os.fsync(handle)
    finally:
        os.close(handle)

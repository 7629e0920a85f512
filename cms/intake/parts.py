"""What somebody wrote, whatever it came in: plain values between a file and our blocks."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Span:
    """A piece of text in one manner, and the font it was set in."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    href: str = ""
    font: str = ""


@dataclass(frozen=True)
class Line:
    """Text of one paragraph."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return " ".join("".join(span.text for span in self.spans).split())


@dataclass(frozen=True)
class Paragraph(Line):
    is_caption: bool = False


@dataclass(frozen=True)
class Heading(Line):
    level: int = 1  # 0: the title of the whole


@dataclass(frozen=True)
class Quote(Line):
    pass


@dataclass(frozen=True)
class Item(Line):
    """An entry of a list; deeper ones stand in lists of their own."""

    is_ordered: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the file, where it stood."""

    name: str
    data: bytes = field(repr=False)
    caption: str = ""
    alt: str = ""


Part = Line | Table | Picture


@dataclass(frozen=True)
class Manuscript:
    """All that was read, and what could not be."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return what the file calls itself: its title, else its first main heading."""
        headings = [part for part in self.parts if isinstance(part, Heading)]
        first = next((one for one in headings if one.level <= 1), None)
        return first.text if first and first.text else ""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in lines_of(self.parts) if line.text)

    @property
    def pictures(self) -> list[Picture]:
        return [part for part in self.parts if isinstance(part, Picture)]

    def without_title(self, title: str) -> "Manuscript":
        """Return the same without the line that repeats the item's title."""
        for place, part in enumerate(self.parts):
            if isinstance(part, Line) and part.text:
                if part.text.casefold() != title.casefold():
                    break
                return replace(self, parts=self.parts[:place] + self.parts[place + 1 :])
        return self


def lines_of(parts: tuple[Part, ...]) -> list[Line]:
    """Return every line of text, those in tables included."""
    found: list[Line] = []
    for part in parts:
        if isinstance(part, Table):
            found.extend(line for row in part.rows for line in row)
        elif isinstance(part, Line):
            found.append(part)
    return found

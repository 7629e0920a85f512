"""Which messages readers can meet: what the templates and the code of their pages ask for.

The administration speaks Vietnamese and English. What stands here is said in every
language that a portal can enable (``cms.settings``, ADR 0053).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import source
from tests.catalogue import wanted
from tests.catalogue.po import Key, Message

# Templates of rooms lie in their ``admin`` folders; these are the readers'.
TEMPLATES = Path("cms/templates")
WHOLE: tuple[str, ...] = ()
# File -> the classes, functions and names of it whose words readers see.
PLACES = {
    "cms/core/following.py": WHOLE,
    "cms/core/models/event.py": ("EventStatus",),
    "cms/core/models/forms.py": ("ContentForm",),
    "cms/core/sections.py": WHOLE,
    "cms/core/templatetags/dinh_tags.py": WHOLE,
    "cms/corrections/forms.py": ("TOO_LONG", "MistakeForm", "LookupForm"),
    "cms/corrections/models.py": ("ReportState",),
    "cms/corrections/views/reports.py": WHOLE,
    "cms/corrections/views/slips.py": WHOLE,
    "cms/desk/outside/forms.py": ("OpinionForm",),
    "cms/events/models.py": ("EventPage.found_as",),
    "cms/feeds/calendars.py": WHOLE,
    "cms/feeds/views.py": WHOLE,
    "cms/finding/choices.py": WHOLE,
    "cms/modes/templatetags/mode_tags.py": WHOLE,
    "cms/modes/tet.py": WHOLE,
    "cms/news/models/page.py": ("NewsPage.found_as",),
    "cms/news/models/relations.py": ("BylineRole",),
    "cms/pages/models/section.py": ("SectionPage.found_as",),
    "cms/pages/models/special.py": ("SpecialPage.found_as",),
    "cms/pages/models/standard.py": ("StandardPage.found_as",),
    "cms/takedown/kinds.py": ("Reason",),
    "sites/models/portal.py": ("PortalStatus",),
    "sites/models/unit.py": ("UnitKind",),
}
# Rooms that serve readers alone: every message of theirs has to be in the table.
READERS_ROOMS = (
    "cms/api",
    "cms/core/templatetags",
    "cms/directory",
    "cms/display",
    "cms/feeds",
    "cms/finding",
    "cms/alerts/templatetags",
    "cms/modes/templatetags",
    "media_library/templatetags",
)


def messages() -> dict[Key, Message]:
    """Return every message that can stand on a page for readers."""
    found: dict[Key, Message] = {}
    for path in templates():
        for message in wanted.in_template(source.text(path), path):
            found.setdefault(message.key, message)
    for name, parts in PLACES.items():
        for message in in_parts(source.text(Path(name)), parts):
            found.setdefault(message.key, message)
    return found


def templates() -> list[Path]:
    return [path for path in source.template_files() if TEMPLATES in path.parents]


def in_parts(code: str, parts: tuple[str, ...]) -> Iterator[Message]:
    """Yield the messages of some parts of a file, or of all of it.

    Raises ``LookupError`` for a part that the file does not have.
    """
    if not parts:
        yield from wanted.in_python(code)
    for part in parts:
        yield from wanted.in_python(ast.unparse(_part(ast.parse(code), part)))


def _part(place: ast.Module | ast.stmt, dotted: str) -> ast.stmt:
    name, _dot, rest = dotted.partition(".")
    for node in getattr(place, "body", []):
        if name in _names(node):
            return _part(node, rest) if rest else node
    raise LookupError(dotted)


def _names(node: ast.stmt) -> list[str]:
    """Return what a statement names: a class, a function or a value."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]

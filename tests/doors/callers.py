"""Where our rooms touch what readers see: read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from wagtail.models import Page

from cms.core.gate import NOT_SEEN, OF_THE_RELEASE, RowOfPage
from cms.core.models import BasePage
from cms.core.words import ROWS

ROOT = Path(__file__).parents[2]
ROOMS = ("cms", "sites", "media_library", "search")
# Deeds of pages and of the gate, whoever they are done to.
OF_PAGES = frozenset(
    {
        *("publish", "unpublish", "create_alias", "copy_for_translation"),
        *("add_child", "add_sibling", "released", "imported"),
    }
)
# Deeds of any row, counted where a file speaks of pages.
OF_ROWS = frozenset({"save", "copy", "bulk_update", "bulk_create", "update"})
# Words outside pages, and who writes them.
OF_WORDS = frozenset(
    {
        *(model.__name__ for model in ROWS),
        *("owner_texts", "menu_items", "brandings", "texts"),
    }
)
WORDS_WRITTEN = frozenset({"write_texts", "settle_portal", "vouched"})
WRITING = frozenset(
    {
        *("save", "create", "get_or_create", "update_or_create", "delete"),
        *("bulk_create", "bulk_update", "update"),
    }
)
PLAIN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def callers() -> set[str]:
    """Return ``file: name`` of everything that does such a deed."""
    return {
        f"{path.relative_to(ROOT)}: {where}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
        for where in _deeds(ast.parse(path.read_text()))
    }


def writers_of_words() -> set[str]:
    """Return ``file: name`` of whatever writes words that stand outside pages."""
    return {
        f"{path.relative_to(ROOT)}: {'.'.join(where)}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
        for where in _writing(ast.parse(path.read_text()))
    }


def _writing(tree: ast.Module) -> Iterator[tuple[str, ...]]:
    spoken: dict[tuple[str, ...], set[str]] = {}
    done: dict[tuple[str, ...], set[str]] = {}
    for where, call in _calls(tree, ()):
        done.setdefault(where, set()).add(_called(call))
        spoken.setdefault(where, set()).update(_names(call), _attributes(call))
    for where, names in done.items():
        of_words = not spoken[where].isdisjoint(OF_WORDS)
        if names & WORDS_WRITTEN or (of_words and names & WRITING):
            yield where


def _attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _deeds(tree: ast.Module) -> Iterator[str]:
    about_pages = not _names(tree).isdisjoint(_of_pages())
    for where, call in _calls(tree, ()):
        name = _called(call)
        if name in OF_PAGES or (about_pages and _may_touch_a_page(name, call)):
            yield ".".join(where)


def _may_touch_a_page(name: str, call: ast.Call) -> bool:
    if name not in OF_ROWS or not isinstance(call.func, ast.Attribute):
        return False
    if _is_of_the_class_above(call.func.value):
        return False
    if name == "update":  # of a dictionary, or of columns that readers do not see
        return bool({word.arg for word in call.keywords} & _seen_columns())
    if name == "copy":
        return bool(call.keywords)
    return name != "bulk_create" or not _is_of_another_table(call.func.value)


def _is_of_the_class_above(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and _called(value) == "super"


def _is_of_another_table(manager: ast.expr) -> bool:
    """Tell whether rows are made by ``Model.objects`` of no page."""
    return (
        isinstance(manager, ast.Attribute)
        and isinstance(manager.value, ast.Name)
        and manager.value.id not in _of_pages()
    )


def _calls(
    node: ast.AST, where: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inner = (*where, child.name) if isinstance(child, PLAIN) else where
        if isinstance(child, ast.Call):
            yield inner, child
        yield from _calls(child, inner)


def _called(call: ast.Call) -> str:
    found = call.func
    if isinstance(found, ast.Attribute):
        return found.attr
    return found.id if isinstance(found, ast.Name) else ""


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _below(model: type) -> Iterator[type]:
    children: list[type] = model.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


def _of_pages() -> set[str]:
    models = {Page, BasePage, *_below(Page), *_below(RowOfPage)}
    return {model.__name__ for model in models} | {"Revision"}


def _seen_columns() -> set[str | None]:
    """Return the names of columns of pages that readers, or the gate, look at."""
    models = [model for model in _below(Page) if hasattr(model, "_meta")]
    names = {field.name for model in models for field in model._meta.get_fields()}
    return {"live", "content", None} | (names - (NOT_SEEN - OF_THE_RELEASE))

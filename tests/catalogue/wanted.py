"""The messages that code and templates ask for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.architecture import source
from tests.catalogue.po import Key, Message

# Function -> which arguments are context, message id and plural.
SINGLE, PLURAL, CONTEXT, CONTEXT_PLURAL = "i", "ip", "ci", "cip"
FUNCTIONS = {
    "_": SINGLE,
    "gettext": SINGLE,
    "gettext_lazy": SINGLE,
    "gettext_noop": SINGLE,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
LITERAL = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# What Django makes of a template for xgettext: calls among crossed-out text.
TEMPLATE_CALL = re.compile(
    rf"(?<!\w)(\w*gettext|_)\(u?({LITERAL}(?:\s*,\s*u?{LITERAL})*)", re.DOTALL
)


def messages() -> dict[Key, Message]:
    """Return every message of the product, with the places that ask for it."""
    found: dict[Key, Message] = {}
    for path in source.product_files():
        for message in in_python(source.text(path)):
            found.setdefault(message.key, message)
    for path in [*source.template_files(), *source.letter_files()]:
        for message in in_template(source.text(path), path):
            found.setdefault(message.key, message)
    return found


def in_python(code: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _name(node.func) in FUNCTIONS:
            values = [_constant(argument) for argument in node.args]
            yield from _message(_name(node.func), values)


def in_template(html: str, path: Path | None = None) -> Iterator[Message]:
    for name, arguments in TEMPLATE_CALL.findall(templatize(html, origin=str(path))):
        values = [ast.literal_eval(text) for text in re.findall(LITERAL, arguments)]
        yield from _message(name, values)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(argument: ast.expr) -> str:
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if is_text else ""


def _message(name: str, values: list[str]) -> Iterator[Message]:
    parts = dict(zip(FUNCTIONS.get(name, ""), values, strict=False))
    if parts.get("i"):
        yield Message(parts.get("c", ""), parts["i"], parts.get("p", ""))

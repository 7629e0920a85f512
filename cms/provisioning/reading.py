"""Reading YAML without losing the places: each value knows its line and its path."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.provisioning.faults import Fault, SpecError
from search.text import nfc

NULL = "tag:yaml.org,2002:null"


class Cursor:
    """One place in a specification.

    Asking for what isn't there, or isn't of the kind expected, notes a fault and
    answers with an empty value, so that reading goes on and every other fault is found
    too.
    """

    def __init__(
        self, node: yaml.Node | None, place: str, line: int, faults: list[Fault]
    ) -> None:
        self._node = node
        self.place = place
        self.line = line
        self.faults = faults

    def fault(self, message: str) -> None:
        self.faults.append(Fault(self.line, self.place or "/", message))

    @property
    def exists(self) -> bool:
        return self._node is not None and self._node.tag != NULL

    @property
    def value(self) -> Any:
        """Return the plain value, dates and numbers as YAML reads them.

        What YAML itself can't read, such as the 30th of February, is a fault.
        """
        if not self.exists:
            return None
        try:
            return _composed(_Plain().construct_document(self._node))
        except (yaml.YAMLError, ValueError) as error:
            problem = getattr(error, "problem", None) or error
            self.fault(_("can't be read: %(problem)s") % {"problem": problem})
            return None

    def at(self, key: str) -> "Cursor":
        """Return the place below a key of a mapping; it may not exist."""
        for name, cursor in self._named():
            if name == key:
                return cursor
        return Cursor(None, self._place_of(key), self.line, self.faults)

    def items(self) -> Iterator["Cursor"]:
        """Yield the places of a list; nothing where there is none."""
        if self.exists and not isinstance(self._node, yaml.SequenceNode):
            self.fault(_("must be a list"))
        yield from self._listed()

    def entries(self) -> Iterator[tuple[str, "Cursor"]]:
        """Yield the entries of a mapping; nothing where there is none."""
        if self.exists and not isinstance(self._node, yaml.MappingNode):
            self.fault(_("must be a mapping"))
        yield from self._named()

    def lines(self) -> dict[str, int]:
        """Return the line of every place below this one."""
        found: dict[str, int] = {}
        for cursor in (*self._listed(), *(cursor for _name, cursor in self._named())):
            found |= {cursor.place: cursor.line, **cursor.lines()}
        return found

    def _listed(self) -> Iterator["Cursor"]:
        if isinstance(self._node, yaml.SequenceNode):
            for position, node in enumerate(self._node.value):
                place = f"{self.place}[{position}]"
                yield Cursor(node, place, node.start_mark.line + 1, self.faults)

    def _named(self) -> Iterator[tuple[str, "Cursor"]]:
        if isinstance(self._node, yaml.MappingNode):
            for key, node in self._node.value:
                name, line = str(key.value), key.start_mark.line + 1
                yield name, Cursor(node, self._place_of(name), line, self.faults)

    def _place_of(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def expect(self, *keys: str) -> "Cursor":
        """Name the keys a mapping may have; any other is a fault.

        So is a second entry under the same key, of which YAML would keep only one.
        """
        seen: set[str] = set()
        for key, cursor in self.entries():
            if key not in keys:
                cursor.fault(_("is not known here"))
            elif key in seen:
                cursor.fault(_("stands here twice"))
            seen.add(key)
        return self

    def refuse_twins(self, keys: Sequence[str]) -> None:
        """Note a fault at every item of a list whose key an earlier one has."""
        for position, item in enumerate(self._listed()):
            key = keys[position]
            if key and key in keys[:position]:
                item.fault(_("“%(name)s” stands here twice") % {"name": key})

    def text(self, *, required: bool = False, most: int = 255) -> str:
        """Return text as it is written.

        YAML would take the zero off a phone number and make a number of a time.
        """
        if self.exists and not isinstance(self._node, yaml.ScalarNode):
            self.fault(_("must be text"))
            return ""
        written = nfc(self._node.value).strip() if self._node and self.exists else ""
        if required and not written:
            self.fault(_("is missing"))
        if len(written) > most:
            self.fault(_("is longer than %(most)s characters") % {"most": most})
        return written

    def choice(self, choices: Any, *, default: str = "") -> str:
        written = self.text(required=not default) or default
        if written and written not in choices:
            allowed = ", ".join(str(choice) for choice in choices)
            self.fault(
                _("“%(value)s” is not one of %(allowed)s")
                % {"value": written, "allowed": allowed}
            )
        return written

    def checked(self, rule: Callable[[str], None], text: str) -> str:
        """Run a Django validator; its message becomes a fault."""
        if text:
            self.faults += [
                Fault(self.line, self.place, message) for message in _broken(rule, text)
            ]
        return text

    def day(self) -> date | None:
        value = self.value
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.fault(_("must be a date like 2025-06-30"))
        return None

    def number(self, *, low: int, high: int, default: int | None = None) -> int | None:
        value = self.value
        if value is None:
            return default
        if type(value) is not int or not low <= value <= high:
            self.fault(
                _("must be a whole number from %(low)s to %(high)s")
                % {"low": low, "high": high}
            )
            return default
        return value


class _Plain(yaml.SafeLoader):
    """Constructs plain values from nodes that were composed already."""

    def __init__(self) -> None:
        super().__init__("")


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {_composed(key): _composed(item) for key, item in value.items()}
    return value


def _broken(rule: Callable[[str], None], text: str) -> list[str]:
    try:
        rule(text)
    except ValidationError as fault:
        return list(fault.messages)
    return []


def read_yaml(text: str) -> Cursor:
    """Return the root of a document.

    Raises ``SpecError`` with the place of the error when it is not YAML.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        message = _("this is not YAML: %(problem)s") % {"problem": problem}
        raise SpecError([Fault(line, "/", message)]) from error
    return Cursor(node, "", 1, [])

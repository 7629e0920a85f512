"""What a translation has to hand on: ``%(name)s`` and ``{name}``."""

import re

from tests.catalogue.po import Message

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sd]|\{(\w*)\}")


def keeps_placeholders(message: Message) -> bool:
    """Tell whether no form of a translation loses a placeholder or invents one."""
    wanted = placeholders(message.plural or message.msgid)
    said = [message.translation, *filter(None, [message.second])]
    return all(placeholders(text) == wanted for text in said)


def placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text.replace("%%", ""))}

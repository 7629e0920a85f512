"""Catalogues that follow what is asked for."""

from dataclasses import replace

from tests.catalogue import mo, po, public, wanted
from tests.catalogue.house import READERS, VIETNAMESE, Catalogue
from tests.catalogue.po import Key, Message

Messages = dict[Key, Message]


def followed() -> dict[Catalogue, Messages]:
    """Return what each catalogue holds next: Vietnamese of all, others of the public's."""
    shares = {
        VIETNAMESE: wanted.messages(),
        **dict.fromkeys(READERS, public.messages()),
    }
    return {one: exactly(asked, po.read(one.source)) for one, asked in shares.items()}


def exactly(asked: Messages, kept: Messages) -> Messages:
    """Return what is asked for, with the translations that are kept."""
    return {
        key: _again(message, kept[key]) if key in kept else message
        for key, message in asked.items()
    }


def _again(asked: Message, kept: Message) -> Message:
    """Return a kept translation of what may have got a plural, or lost it."""
    second = kept.second if asked.plural else ""
    return replace(kept, plural=asked.plural, second=second)


def write(catalogue: Catalogue, messages: Messages) -> None:
    whole = {catalogue.header.key: catalogue.header, **messages}
    catalogue.source.parent.mkdir(parents=True, exist_ok=True)
    po.write(catalogue.source, whole)
    catalogue.compiled.write_bytes(mo.compiled(whole.values()))


def missing(catalogue: Catalogue, messages: Messages) -> list[Key]:
    """Return what is not said yet in the catalogue's language."""
    return sorted(
        key
        for key, message in messages.items()
        if not message.is_ready(forms=catalogue.forms)
    )

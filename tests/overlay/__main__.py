"""``python -m tests.overlay``: follow the packages, compile, say what is lacking."""

import sys
from dataclasses import replace

from tests.catalogue import mo, po
from tests.catalogue.house import VIETNAMESE
from tests.overlay import faults, glossary, house, own_words, shares, upstream


def main() -> int:
    overlay = {domain: _followed(domain) for domain in house.DOMAINS}
    wrong = [
        f"{message.key}: {fault}"
        for messages in overlay.values()
        for message in messages.values()
        if message.msgid and message.translation
        for fault in (*faults.faults(message), *_strays(message))
    ]
    table = list(shares.shares(overlay))
    sys.stdout.writelines(f"{line}\n" for line in (*wrong, *table))
    lacking = sum(share.strings - share.vietnamese for share in table)
    sys.stdout.write(f"{lacking} without Vietnamese, {len(wrong)} faults\n")
    return 1 if wrong or not all(share.is_enough for share in table) else 0


def _followed(domain: str) -> dict[po.Key, po.Message]:
    """Add what the packages ask for now, drop what they no longer do, compile."""
    asked, kept = upstream.messages(domain), po.read(house.source(domain))
    messages = {VIETNAMESE.header.key: VIETNAMESE.header}
    for key, found in asked.items():
        if key in kept or not own_words.stand(found):
            said = kept[key].translation if key in kept else ""
            messages[key] = replace(found.message, translation=said)
    po.write(house.source(domain), messages)
    house.compiled(domain).write_bytes(mo.compiled(messages.values()))
    return messages


def _strays(message: po.Message) -> list[str]:
    return [f"“{term}” in other words" for term in glossary.strays(message)]


if __name__ == "__main__":
    sys.exit(main())

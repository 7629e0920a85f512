"""``make messages``: add what is asked for, compile, and list what lacks Vietnamese."""

import sys

from tests.catalogue import mo, po, wanted
from tests.catalogue.house import COMPILED, HEADER, SOURCE


def main() -> int:
    SOURCE.parent.mkdir(parents=True, exist_ok=True)
    kept = po.read(SOURCE)
    messages = {HEADER.key: HEADER, **wanted.messages(), **kept}
    po.write(SOURCE, messages)
    COMPILED.write_bytes(mo.compiled(messages.values()))
    missing = [message for message in messages.values() if not message.translation]
    for message in missing:
        sys.stdout.write(f"no Vietnamese: {message.key}\n")
    sys.stdout.write(f"{len(messages)} messages, {len(missing)} without Vietnamese\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""``make messages``: follow what is asked for, compile, and list what is not said yet."""

import sys

from tests.catalogue import keeping


def main() -> int:
    is_whole = True
    for catalogue, messages in keeping.followed().items():
        keeping.write(catalogue, messages)
        missing = keeping.missing(catalogue, messages)
        for key in missing:
            sys.stdout.write(f"{catalogue.language} lacks: {key}\n")
        counted = f"{len(messages)} messages, {len(missing)} missing"
        sys.stdout.write(f"{catalogue.language}: {counted}\n")
        is_whole = is_whole and not missing
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())

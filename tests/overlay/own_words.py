"""Which of the packages' own translations may stand."""

from dataclasses import replace

from tests.overlay import faults, glossary, upstream

# Wagtail's and the others' speak of one thing in several words and write tones both
# ways, so the overlay says all they ask for.
TRUSTED = "django."


def stand(found: upstream.Upstream) -> bool:
    """Whether only Django speaks, and in words that keep to our rules."""
    if not found.speaks or not all(name.startswith(TRUSTED) for name in found.speaks):
        return False
    message = replace(found.message, translation=next(iter(found.speaks.values())))
    return not any((*faults.faults(message), *glossary.strays(message)))

"""How much of each package is Vietnamese, in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.catalogue.po import Key, Message
from tests.overlay import house, own_words, upstream

LEAST = 0.98


@dataclass(frozen=True)
class Share:
    package: str
    domain: str
    strings: int
    vietnamese: int

    @property
    def is_enough(self) -> bool:
        return self.vietnamese >= LEAST * self.strings

    def __str__(self) -> str:
        return (
            f"{self.package:36}{self.domain:10}{self.strings:5}{self.vietnamese:6}"
            f"{self.vietnamese / self.strings:8.1%}"
        )


def shares(overlay: dict[str, dict[Key, Message]]) -> Iterator[Share]:
    for domain in house.DOMAINS:
        asked = upstream.messages(domain)
        for package in upstream.PACKAGES:
            own = [key for key, found in asked.items() if package in found.packages]
            ready = [
                key for key in own if _is_said(asked[key], overlay[domain].get(key))
            ]
            if own:
                yield Share(package, domain, len(own), len(ready))


def _is_said(found: upstream.Upstream, message: Message | None) -> bool:
    return bool(message and message.translation) or own_words.stand(found)

"""What a page costs on a slow line: bytes and requests, printed and bounded.

Text counts as it travels, compressed; pictures and fonts are compressed already.
"""

import gzip
from collections import Counter

import pytest
from playwright.sync_api import Page, Response

from tests.gate.conftest import House

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
PAGES = (
    "home",
    "section-of-news",
    "article",
    "article-photos",
    "event",
    "search-found",
)
# Everything before scrolling, and what comes before any picture of the content.
WHOLE, DRESS = 350_000, 65_000
DRESS_OF_HOME = 60_000


def weigh(answer: Response) -> tuple[str, int]:
    """Return the kind of an answer, and its bytes on the line."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    body = answer.body()
    if kind.startswith("text/") or kind == "image/svg+xml":
        return kind, len(gzip.compress(body, 9))
    return kind, len(body)


def is_dress(kind: str) -> bool:
    return not kind.startswith("image/") or kind == "image/svg+xml"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_on_a_phone(house: House, window: Page, name: str) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    window.set_viewport_size(PHONE)  # type: ignore[arg-type]
    window.on("response", note)
    window.goto(house.of(name), wait_until="networkidle")
    weights: Counter[str] = Counter()
    for answer in answers:
        kind, bytes_sent = weigh(answer)
        weights[kind] += bytes_sent
    dress = sum(number for kind, number in weights.items() if is_dress(kind))
    whole = weights.total()
    told = ", ".join(f"{kind} {number:,}" for kind, number in sorted(weights.items()))
    print(f"\n{name}: {whole:,} bytes, {len(answers)} requests ({told})")  # noqa: T201
    assert answers
    assert dress <= (DRESS_OF_HOME if name == "home" else DRESS), told
    assert whole <= WHOLE, told
    assert {answer.url.split("/")[2] for answer in answers} == {
        window.url.split("/")[2]
    }

"""Links to pages inside the answers of a front page, all looked up together.

Wagtail's own expansion of rich text asks three times for every answer that has a link.
"""

from collections.abc import Iterable, Mapping

from django.utils.html import format_html
from wagtail.rich_text.rewriters import LinkRewriter

Attributes = Mapping[str, str]


def pages_named_in(answers: Iterable[str]) -> set[int]:
    """Return the keys of the pages that answers lead to."""
    found: set[int] = set()

    def collect(attributes: Attributes) -> str:
        found.add(int(attributes["id"]))
        return ""

    rewrite = LinkRewriter({"page": collect})
    for answer in answers:
        rewrite(answer)
    return found


def with_addresses(answer: str, addresses: Mapping[int, str]) -> str:
    """Return an answer's markup; a link to what is not live leads nowhere."""

    def lead(attributes: Attributes) -> str:
        url = addresses.get(int(attributes["id"]))
        return format_html('<a href="{}">', url) if url else "<a>"

    markup: str = LinkRewriter({"page": lead})(answer)
    return markup

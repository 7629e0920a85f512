"""Fills the stock site's database, as a process of its own.

``python -m tests.bench.stock.fill PAGES`` makes so many pages below the home page and
writes their addresses as JSON.
"""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the set-up above
from wagtail.models import Page, Site  # noqa: E402

from tests.bench.stock.models import StockPage  # noqa: E402
from tests.factories.samples import headline, sentences, standfirst  # noqa: E402

HOST = "stock.localhost"


def main(number: int) -> None:
    call_command("migrate", verbosity=0)
    home = Site.objects.get().root_page
    Site.objects.update(hostname=HOST)
    for position in range(number):
        home.add_child(instance=_page(position))
    pages = Page.objects.child_of(home).order_by("path")
    targets = [(HOST, page.relative_url(None)) for page in pages]
    sys.stdout.write(json.dumps({"page": targets}))


def _page(number: int) -> StockPage:
    paragraphs = (f"<p>{' '.join(sentences(number + n, 4))}</p>" for n in range(6))
    return StockPage(
        title=headline(number),
        slug=f"page-{number}",
        introduction=standfirst(number),
        body="".join(paragraphs),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))

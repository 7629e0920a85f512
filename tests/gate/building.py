"""The house the gate walks through: a few portals of the demonstration, open for real.

Of each only as many items as it takes to have one of every kind.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import ContentForm, EditorialRecord, Origin
from cms.demo import loader
from cms.demo.content import Entry, entries_of, slug_of
from cms.events.models import EventPage
from cms.moderation.services import ask_outside, pass_of, submit_item
from cms.news.models import NewsPage
from cms.pages.models import HomePage, SectionPage, SpecialPage, StandardPage
from cms.takedown.kinds import Reason
from cms.takedown.services import ask, take_down
from sites.directory import directory
from sites.models import Capability, Portal, PortalStatus, Unit
from sites.services import follow_port
from tests.factories.addresses import old_address
from tests.factories.corrections import MistakeReportFactory
from tests.factories.moderation import record_of
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, SpecialPageFactory
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory, living_portal, locale
from tests.factories.publishing import publish
from tests.gate.rows import AN_GIANG, HANOI, KIEN_GIANG, ROWS, TRIAL, Row

EXTRA = Path(__file__).with_name("extra.yaml")
EVERY_BLOCK = "khoi-nao-cung-co"
# How many items of one form, and of one section, a portal is given.
ENOUGH = {HANOI: 2, KIEN_GIANG: 1, AN_GIANG: 0}


@dataclass(frozen=True)
class Item:
    """A page as rows name it: its address, and the code of its short address."""

    url: str
    code: str

    def __str__(self) -> str:
        return self.url


def chosen(code: str) -> Iterator[Entry]:
    """Yield the first items of each kind and section, and what special pages pick.

    In Hà Nội also what no real item has.
    """
    entries = list(entries_of(code))
    picked = {slug for entry in entries for slug in entry.get("picks", [])}
    seen: Counter[str] = Counter()
    for entry in entries:
        form = str(entry.get("form") or entry["type"])
        groups = (form, f"in {entry.get('section')}")
        seen.update(groups)
        if slug_of(entry) in picked or any(seen[one] <= ENOUGH[code] for one in groups):
            yield entry
    if code == HANOI:
        yield from yaml.safe_load(EXTRA.read_text(encoding="utf-8"))


def build(port: int) -> dict[str, str]:
    """Open the portals at a port; return the whole address of every row."""
    paths = [path for path in loader.spec_paths() if path.stem[3:] in ENOUGH]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "spec_paths", lambda: paths)
        patch.setattr(loader, "entries_of", chosen)
        loader.load(lambda _name: None)
    _speak_english(HomePage.objects.get(slug="vi", url_path__contains=HANOI))
    Portal.objects.filter(unit__code=AN_GIANG).update(status=PortalStatus.SUSPENDED)
    living_portal(status=PortalStatus.TRIAL, unit=UnitFactory.create(code=TRIAL))
    old_address(Portal.objects.get(unit__code=HANOI), "/vi/da-go.aspx")
    follow_port(port=port)
    directory.forget_all()
    items = {name: item(find()) for name, find in NAMED.items()}
    items["slip"] = Item(url="", code=_reported())
    items["taken_down"] = Item(url=_taken_down(), code="")
    items["guest"] = Item(url="", code=_guest())
    hosts = dict(Portal.objects.values_list("unit__code", "site__hostname"))
    return {row.name: _whole(row, hosts, items, port) for row in ROWS}


def _whole(row: Row, hosts: dict[str, str], items: dict[str, Item], port: int) -> str:
    address = row.address.format(**items)
    host = hosts.get(row.unit, "localhost")
    return address if "://" in address else f"http://{host}:{port}{address}"


def _speak_english(home: HomePage) -> None:
    english = home.copy_for_translation(locale("en"))
    english.title = "Hanoi Department of Culture and Sports"
    publish(english)
    section = SectionPageFactory.create(
        parent=english, locale=locale("en"), title="Culture", summary="Heritage, arts."
    )
    for title in ("Temple of Literature opens until nine", "A village keeps its looms"):
        NewsPageFactory.create(
            parent=section,
            locale=locale("en"),
            title=title,
            summary="Visitors walk under old trees and listen to stories of scholars.",
            body=[("text", "<p>The gates stay open until nine in the evening.</p>")],
        )


def _reported() -> str:
    """Return the receipt code of a mistake that was mended."""
    page = NewsPage.objects.get(slug=EVERY_BLOCK)
    report = MistakeReportFactory.create(page=page, corrected=True)
    return str(report.receipt)


def _taken_down() -> str:
    """Return the address of an item that the board took from its readers."""
    section, unit = _section("news")().specific, Unit.objects.get(code=HANOI)
    page = NewsPageFactory.create(parent=section, title="Tin đã phải gỡ")
    address = str(page.address())
    removal = ask(
        record=record_of(page),
        actor=person_of(unit, Capability.PUBLISHER),
        reason=Reason.WRONG,
        words="Số liệu ghi nhầm.",
    )
    take_down(removal=removal, actor=person_of(unit, Capability.HEAD_OF_UNIT))
    return address


def _guest() -> str:
    """Return the pass of somebody outside who is asked about a draft."""
    section, unit = _section("news")().specific, Unit.objects.get(code=HANOI)
    writer = person_of(unit, Capability.CONTRIBUTOR)
    page = NewsPageFactory.create(
        parent=section, title="Tin cần hỏi chuyên gia", owner=writer, draft=True
    )
    page.save_revision(user=writer)
    asked = ask_outside(
        case=submit_item(page=page, actor=writer),
        actor=person_of(unit, Capability.EDITOR),
        name="TS. Lê Văn Hòa",
        organisation="Viện Sử học",
        expires_at=timezone.now() + timedelta(days=1),
    )
    return pass_of(asked)


def _in_hanoi(model: type[Page]) -> Callable[[], Page]:
    return lambda: model.objects.live().filter(url_path__contains=HANOI).first()


def _inherited() -> Page:
    """Return an item that Kiên Giang issued, as if Hà Nội went on with its work."""
    page = NewsPageFactory.create(
        parent=_section("news")().specific, title="Lễ hội của một đơn vị cũ"
    )
    former = Unit.objects.get(code=KIEN_GIANG)
    EditorialRecord.objects.filter(translation_key=page.translation_key).update(
        issuing_unit=former, issuing_name=former.name, issuing_symbol="BTG"
    )
    found: Page = page
    return found


def _form(form: ContentForm) -> Callable[[], Page]:
    items = NewsPage.objects.live().filter(url_path__contains=HANOI)
    return lambda: items.filter(form=form, locale__language_code="vi").first()


def _section(lists: str) -> Callable[[], Page]:
    sections = SectionPage.objects.live().filter(url_path__contains=f"/{HANOI}/vi/")
    return lambda: sections.filter(lists=lists).first()


def _special() -> Page:
    home = HomePage.objects.get(slug="vi", url_path__contains=HANOI)
    found = SpecialPage.objects.live().child_of(home).first()
    return found or SpecialPageFactory.create(parent=home, title="Văn hóa đọc")


NAMED: dict[str, Callable[[], Page]] = {
    **{form.value: _form(form) for form in ContentForm},
    "news_section": _section("news"),
    "events_section": _section("events"),
    "pages_section": _section("pages"),
    "english_section": lambda: SectionPage.objects.get(locale=locale("en")),
    "english": lambda: NewsPage.objects.filter(locale=locale("en")).first(),
    "republished": lambda: NewsPage.objects.filter(origin=Origin.REPUBLISHED).first(),
    "blocks": lambda: NewsPage.objects.get(slug=EVERY_BLOCK),
    "event": _in_hanoi(EventPage),
    "standard": _in_hanoi(StandardPage),
    "special": _special,
    "inherited": _inherited,
    "frozen": lambda: NewsPage.objects.filter(url_path__contains=KIEN_GIANG).first(),
}


def item(page: Page) -> Item:
    code = EditorialRecord.objects.code_of(page.translation_key)
    return Item(url=page.specific.address(), code=code)

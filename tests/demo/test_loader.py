"""Two small portals of the demonstration, loaded end to end with their files.

One is frozen, the other its living successor. They are loaded once and looked at often;
whatever a test writes is taken back.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Revision

from cms.core.models import EditorialRecord, Topic
from cms.demo import loader
from cms.demo.assets import FILES
from cms.demo.content import entries_of, published_at, slug_of
from cms.events.models import EventPage
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.news.models import NewsPage, Placement
from cms.pages.models import SectionPage, StandardPage
from cms.reorganisation.models import ChangeState
from cms.reorganisation.permissions import CHANGES
from media_library.models import Document, Image
from sites.directory import directory
from sites.models import MenuItem, Portal, RoleAssignment, Unit
from tests.demo.plans import PLANS
from tests.demo.promises import EMPTY_PROMISE
from tests.plugins.readers import Reader
from tests.provisioning.tables import all_rows, difference

FROZEN, LIVING = "ban-tuyen-giao-kien-giang", "ban-tgdv-an-giang"
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
pytestmark = pytest.mark.django_db


def two_specs() -> list[Any]:
    return [path for path in loader.spec_paths() if path.stem[3:] in {FROZEN, LIVING}]


@pytest.fixture(scope="module")
def reported(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[str]]:
    """Load the two portals; yield what was reported on the way."""
    lines: list[str] = []
    specs = two_specs()
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loader, "spec_paths", lambda: specs)
            loader.load(lines.append)
        yield lines
        transaction.set_rollback(True)
    directory.forget_all()


@pytest.fixture(autouse=True)
def _loaded(reported: list[str]) -> None:
    """Every test here looks at the loaded portals."""


def host(code: str) -> str:
    portal = Portal.objects.get(unit__code=code)
    return str(portal.site.hostname)


def page(code: str, slug: str) -> Page:
    found = Page.objects.filter(url_path__startswith=f"/{code}/", slug=slug).get()
    return found.specific


def written(code: str, kind: str) -> list[str]:
    return sorted(slug_of(entry) for entry in entries_of(code) if entry["type"] == kind)


@pytest.mark.parametrize("code", [FROZEN, LIVING])
@pytest.mark.parametrize(
    ("model", "kind"),
    [(NewsPage, "news"), (EventPage, "event"), (StandardPage, "standard")],
)
def test_every_item_is_live(code: str, model: Any, kind: str) -> None:
    live = model.objects.live().filter(url_path__startswith=f"/{code}/")
    assert sorted(live.values_list("slug", flat=True)) == written(code, kind)


def test_progress_is_reported_for_every_portal_and_item(reported: list[str]) -> None:
    number = sum(1 + len(list(entries_of(code))) for code in (FROZEN, LIVING))
    assert len(reported) == number
    assert set(reported) == {
        portal.unit.short_name for portal in Portal.objects.select_related("unit")
    }


def test_the_steps_are_counted_before_they_are_taken(
    monkeypatch: pytest.MonkeyPatch, reported: list[str]
) -> None:
    specs = two_specs()
    monkeypatch.setattr(loader, "spec_paths", lambda: specs)
    assert loader.steps() == len(reported)


def test_items_were_published_on_their_days() -> None:
    now = timezone.now()
    for entry in entries_of(LIVING):
        item = page(LIVING, slug_of(entry))
        moment = published_at(entry, now)
        assert abs(item.first_published_at - moment) < timedelta(minutes=10)
        assert item.last_published_at == item.first_published_at
        assert item.first_published_at < now
        revision = Revision.objects.for_instance(item).get()
        assert revision.created_at == item.first_published_at
        record = EditorialRecord.objects.get(translation_key=item.translation_key)
        assert record.revised_at == item.first_published_at
        assert record.first_published_at == item.first_published_at


def test_lists_show_items_by_the_day_they_were_published() -> None:
    placements = Placement.objects.select_related("page")
    assert placements.exists()
    for placement in placements:
        assert placement.shown_at == placement.page.first_published_at


def test_everything_live_carries_evidence_of_its_import() -> None:
    pages = Page.objects.live().exclude(depth__lte=2)
    assert pages.count() > 25
    for item in pages:
        record = EditorialRecord.objects.get(translation_key=item.translation_key)
        evidence = Entry.objects.of(record).latest("number")
        assert evidence.deed == Deed.IMPORTED
        assert evidence.revision_id == item.live_revision_id
        assert evidence.facts["source"] in {
            "demo",
            *(path.name for path in two_specs()),
        }


def test_the_record_knows_form_byline_and_topics() -> None:
    item = page(FROZEN, "sau-thang-lam-video-ngan")
    record = EditorialRecord.objects.get(translation_key=item.translation_key)
    assert record.form == "tong_hop"
    assert record.byline == "Mai Tô Châu"
    assert record.topic_names == "Sơ kết, Video ngắn"
    assert record.unit.code == FROZEN
    assert record.issuing_name == "Ban Tuyên giáo Tỉnh ủy Kiên Giang"


def test_an_event_is_one_row_for_all_that_tell_about_it() -> None:
    item = page(LIVING, "mot-ngay-di-hoi-ba-con-xem-gi-tren-dien-thoai")
    assert item.event.name == "Khảo sát thói quen tiếp cận thông tin của công chúng"
    assert item.event.unit.code == LIVING
    assert timezone.localtime(item.event.starts_at).hour == 4
    assert item.event_date == timezone.localtime(item.event.starts_at).date()


def test_topics_are_shared_by_all_portals() -> None:
    units = EditorialRecord.objects.filter(topic_names__contains="Video ngắn")
    assert set(units.values_list("unit__code", flat=True)) == {FROZEN, LIVING}
    assert Topic.objects.filter(name="Video ngắn").count() == 1


def test_pictures_and_files_lie_in_their_units_own_collections() -> None:
    own = {portal.collection_id: portal for portal in Portal.objects.all()}
    assert Image.objects.count() >= 5
    assert set(Image.objects.values_list("collection", flat=True)) == set(own)
    documents = Document.objects.values_list("collection", flat=True)
    assert Counter(own[collection].unit.code for collection in documents) == {
        FROZEN: 4,
        LIVING: 1,
    }


def test_pages_of_text_under_the_home_page_are_in_the_footer() -> None:
    rows = MenuItem.objects.filter(place="footer")
    assert sorted(rows.values_list("portal__unit__code", "page__slug")) == [
        (LIVING, "gioi-thieu"),
        (FROZEN, "thong-tin-truoc-sap-xep"),
    ]


def test_a_plan_can_be_read_and_taken_along(reader: Reader) -> None:
    plan = PLANS["S4"]
    path = f"/{plan.section}/{plan.slug}/"
    shown = reader.read(host(FROZEN), path)
    assert "Số 1483-CV-BTGTU" in shown
    html = reader.get(host(FROZEN), path).content.decode()
    downloads = [link for link in LINK.findall(html) if link.startswith("/tai-lieu/")]
    assert [Path(link).suffix for link in downloads] == [".pdf", ".docx"]
    for link, name in zip(downloads, plan.files, strict=True):
        response = reader.get(host(FROZEN), link)
        assert response.status_code == 200
        assert b"".join(response) == (FILES / name).read_bytes()


def pages_of(code: str) -> list[str]:
    """Return the address of every live page of a portal."""
    portal = directory.portal_at(host(code))
    assert portal is not None
    pages = Page.objects.live().filter(url_path__startswith=f"/{code}/vi/")
    return [
        portal.address_of(path) or ""
        for path in pages.values_list("url_path", flat=True)
    ]


@pytest.mark.parametrize(("code", "other"), [(FROZEN, LIVING), (LIVING, FROZEN)])
def test_no_page_shows_what_is_another_units(
    reader: Reader, code: str, other: str
) -> None:
    """A historic portal names its successor's; that is the only link across."""
    across = {f"http://{host(LIVING)}/"} if code == FROZEN else set()
    theirs = [entry["title"] for entry in entries_of(other) if entry.get("section")]
    files = Document.objects.filter(collection__portal__unit__code=code)
    own_files = {document.url for document in files}
    addresses = pages_of(code)
    assert len(addresses) > 10
    for address in addresses:
        response = reader.get(host(code), address)
        assert response.status_code == 200, address
        html = response.content.decode()
        links = set(LINK.findall(html))
        hosts = {link for link in links if ".localhost" in link}
        assert {link for link in hosts if host(code) not in link} <= across, address
        assert {link for link in links if "/tai-lieu/" in link} <= own_files, address
        assert [title for title in theirs if escape(title) in html] == [], address
        assert EMPTY_PROMISE.search(html) is None, address


def test_a_historic_portal_leads_to_its_successor(reader: Reader) -> None:
    links = LINK.findall(reader.get(host(FROZEN)).content.decode())
    assert f"http://{host(LIVING)}/" in links


def test_the_reorganisation_was_played() -> None:
    unit = Unit.objects.get(code=FROZEN)
    assert unit.valid_to == date(2025, 6, 30)
    assert [row.successor.code for row in unit.successions.all()] == [LIVING]
    office = get_user_model().objects.get(username="ag.thuongtruc")
    changes = CHANGES.instances_user_has_any_permission_for(office, ["view"])
    [change] = changes
    assert (change.state, change.live_by) == (ChangeState.LIVE, office)
    assert change.decision == "Nghị quyết 202/2025/QH15"
    roles = RoleAssignment.objects.active().filter(user__username="kg.luutru")
    assert [(role.unit.code, role.capability) for role in roles] == [(LIVING, "editor")]


def test_a_section_without_content_stays_out_of_the_menu(reader: Reader) -> None:
    html = reader.get(host(LIVING)).content.decode()
    filled = set(Placement.objects.values_list("section__slug", flat=True))
    empty = [
        section.slug
        for section in Portal.objects.get(unit__code=LIVING)
        .site.root_page.get_children()
        .type(SectionPage)
        if section.slug not in filled and not section.get_children().live().exists()
    ]
    assert 'href="/tin-tuc-su-kien/"' in html
    assert [slug for slug in empty if f'href="/{slug}/"' in html] == []


def test_loading_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    specs = two_specs()
    monkeypatch.setattr(loader, "spec_paths", lambda: specs)
    person = get_user_model().objects.get(username="quantri")
    person.set_password("mat-khau-cua-toi-2026")
    person.save()
    before = all_rows()
    loader.load(lambda line: None)
    assert difference(before, all_rows()) == {}


def test_loading_again_on_another_day_makes_no_second_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    specs = two_specs()
    monkeypatch.setattr(loader, "spec_paths", lambda: specs)
    tomorrow = timezone.now() + timedelta(days=1)
    before = all_rows()
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    loader.load(lambda line: None)
    assert difference(before, all_rows()) == {}


def test_the_people_of_the_demonstration_can_log_in() -> None:
    keeper = get_user_model().objects.get(username="quantri")
    assert keeper.is_superuser
    assert keeper.full_name == "Quản trị nhà Đình"
    for person in get_user_model().objects.all():
        assert person.check_password(settings.DEMO_PASSWORD), person.username
    assert get_user_model().objects.count() > 4


def test_a_password_of_ones_own_is_kept() -> None:
    person = get_user_model().objects.exclude(username="quantri").first()
    assert person is not None
    person.set_password("mat-khau-cua-toi-2026")
    person.save()
    loader.give_password([person.username])
    person.refresh_from_db()
    assert person.check_password("mat-khau-cua-toi-2026")

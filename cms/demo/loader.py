"""Loading the demonstration: portals from specifications, then their items."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.almanac.services import load_days
from cms.core.models import BasePage, EditorialRecord
from cms.core.words import vouched
from cms.demo import chains
from cms.demo.alerts import prepare_templates
from cms.demo.assets import Assets
from cms.demo.changes import as_it_was, has_passed_on, play_all
from cms.demo.content import Entry, entries_of, published_at, slug_of
from cms.demo.health import keep_watch
from cms.demo.homes import furnish
from cms.demo.modes import prepare_modes
from cms.demo.old_addresses import keep_old_addresses
from cms.demo.pages import PageMaker
from cms.demo.planning import plan_ahead
from cms.pages.models import HomePage
from cms.provisioning.composition import release
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.provisioning.spec import PortalSpec
from sites.models import MenuItem, MenuPlace, Portal

SPECS = Path(__file__).parent / "specs"
SOURCE = "demo"
KEEPER = "quantri"

Progress = Callable[[str], None]


def spec_paths() -> list[Path]:
    return sorted(SPECS.glob("*.yaml"))


def steps() -> int:
    """Return how many times ``load`` reports progress."""
    codes = [path.stem.split("-", 1)[1] for path in spec_paths()]
    return sum(1 + len(list(entries_of(code))) for code in codes)


def load(progress: Progress) -> None:
    """Open every demo portal, publish its items, then play the changes of units.

    Last come the routes of the five plans, with items on their way through them.

    What is there already is left as it is, so that an interrupted load can be run
    again; a unit that has passed on is not opened a second time.
    """
    now = timezone.now()
    keep_house()
    load_days()
    for path in spec_paths():
        spec = as_it_was(parse(path.read_text(encoding="utf-8")))
        if has_passed_on(spec.unit.code):
            _pass_over(spec, progress)
            continue
        open_portal(spec=spec, source=path.name)
        give_password([account.username for account in spec.accounts])
        progress(spec.unit.short_name)
        _load_items(spec.unit.code, now, progress)
    play_all()
    chains.play_all(KEEPER)
    give_password(list(chains.people()))
    plan_ahead()
    keep_watch()
    prepare_templates()
    prepare_modes()


def _pass_over(spec: PortalSpec, progress: Progress) -> None:
    """Report the steps of a portal that was loaded before its unit passed on."""
    for _step in (spec, *entries_of(spec.unit.code)):
        progress(spec.unit.short_name)


def keep_house() -> None:
    """Make the one account above all portals."""
    users = get_user_model().objects
    if not users.filter(username=KEEPER).exists():
        users.create_superuser(
            KEEPER,
            "quantri@dinh.example",
            settings.DEMO_PASSWORD,
            full_name="Quản trị nhà Đình",
        )


def give_password(usernames: list[str]) -> None:
    """Let the people of a new portal in; whoever has a password already keeps it."""
    for user in get_user_model().objects.filter(username__in=usernames):
        if not user.has_usable_password():
            user.set_password(settings.DEMO_PASSWORD)
            user.save(update_fields=["password"])


def _load_items(code: str, now: datetime, progress: Progress) -> None:
    portal = Portal.objects.select_related("unit", "site", "collection").get(
        unit__code=code
    )
    home = HomePage.objects.get(pk=portal.site.root_page_id)
    maker = PageMaker(portal.unit, home, Assets(portal.collection), now)
    for entry in entries_of(code):
        with transaction.atomic():
            _load_item(entry, maker, home, portal, now)
        progress(portal.unit.short_name)
    furnish(home, code, Assets(portal.collection), SOURCE)
    keeper = get_user_model().objects.get(username=KEEPER)
    keep_old_addresses(portal, code, keeper)


def _load_item(
    entry: Entry, maker: PageMaker, home: HomePage, portal: Portal, now: datetime
) -> None:
    parent = maker.parent(entry)
    if parent.get_children().filter(slug=slug_of(entry)).exists():
        return
    page = maker.page(entry)
    moment = published_at(entry, now)
    page.locale = home.locale
    page.live = False
    page.first_published_at = moment
    parent.add_child(instance=page)
    release(page, SOURCE)
    _date_back(page, moment)
    if parent == home:
        _into_footer(page, portal)


def _date_back(page: BasePage, moment: datetime) -> None:
    """Let an item look as if it had been written on its day."""
    Revision.objects.for_instance(page).update(created_at=moment)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=moment,
    )
    EditorialRecord.objects.filter(translation_key=page.translation_key).update(
        revised_at=moment, first_published_at=moment
    )


@vouched()
def _into_footer(page: BasePage, portal: Portal) -> None:
    MenuItem.objects.create(
        portal=portal,
        locale=page.locale,
        place=MenuPlace.FOOTER,
        title=page.title,
        page=page,
    )

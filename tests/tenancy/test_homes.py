"""The root of the tree is the keepers', and every page lies in the folder of a unit."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, get_page_models

from cms.pages.models import UnitFolder
from cms.tenancy.guards import ARGUMENTS, PAGES_BY_KEY
from sites.models import Capability, Unit
from sites.reach import FOLDER_DEPTH
from tests.factories.people import person_of
from tests.tenancy.arguments import cases
from tests.tenancy.callers import Caller
from tests.tenancy.judging import says_no
from tests.tenancy.surfaces import Surface, surfaces
from tests.tenancy.world import World

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [pytest.mark.service_postgres, pytest.mark.no_cover]

NAMED = {name for name, model in ARGUMENTS.items() if model is Page}
BY_KEY = {
    *PAGES_BY_KEY,
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_api:pages:action",
}


@pytest.fixture
def root() -> Page:
    found: Page = Page.get_first_root_node()
    return found


@pytest.fixture
def nothing_stays(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(world: World, nothing_stays: None) -> dict[str, Caller]:
    """Everybody below the keepers: a unit's people, and those above all units."""
    province = Unit.objects.get(children=world.beta.unit)
    above = {
        f"{capability.value} of the province": Caller(
            person_of(province, capability, username=f"tinh-{capability.value}")
        )
        for capability in (Capability.STANDING_OFFICE, Capability.AUDITOR)
    }
    return {**above, **world.callers, "everything": world.alfa_caller}


@pytest.fixture
def widest(people: dict[str, Caller]) -> dict[str, Caller]:
    """Those whom the most is open to; whatever stops them stops all others."""
    return {name: people[name] for name in people if name not in set(Capability)}


def about_a_page(surface: Surface) -> set[str]:
    """Return the arguments in the place of which the key of a page stands."""
    by_key = {"pk"} if surface.name in BY_KEY else set()
    return NAMED.intersection(surface.arguments) | by_key


def about_the_root(world: World, root: Page) -> Iterator[str]:
    """Yield every address that names a page, with the root in the place of the page."""
    for surface in surfaces():
        names = about_a_page(surface) if surface.is_admins else set()
        for case in cases(surface, world.alfa) if names else ():
            yield surface.path({**case, **dict.fromkeys(names, root.pk)})


def fingerprint() -> set[str]:
    return set(Page.objects.values_list("path", "title", "url_path", "numchild"))


@pytest.mark.usefixtures("nothing_stays")
def test_the_explorer_opens_in_a_folder_of_ones_own(
    people: dict[str, Caller], root: Page
) -> None:
    folders = set(UnitFolder.objects.values_list("pk", flat=True))
    opened = {name: caller.get("/admin/pages/") for name, caller in people.items()}
    outside = {
        name: answer.status_code
        for name, answer in opened.items()
        if not (says_no(answer) or _folder_of(answer) in folders)
    }
    assert outside == {}
    assert sum(not says_no(answer) for answer in opened.values()) >= 10


def _folder_of(answer: Any) -> int | None:
    """Return the key of the page that an explorer shows or leads to."""
    if answer.status_code == 302:
        return int(answer["Location"].rstrip("/").rpartition("/")[2])
    shown: int = answer.context_data["parent_page"].pk
    return shown


@pytest.mark.usefixtures("nothing_stays")
def test_no_address_takes_the_root(
    world: World, widest: dict[str, Caller], root: Page
) -> None:
    paths = sorted(set(about_the_root(world, root)))
    assert len(paths) > 45
    before = fingerprint()
    taken = [
        f"{name}: {path}"
        for path in paths
        for name, caller in widest.items()
        for answer in (caller.get(path), caller.post(path, {}))
        if not says_no(answer)
    ]
    assert taken == []
    assert fingerprint() == before


@pytest.mark.parametrize(
    "query", ["child_of={root}", "child_of={root}&for_explorer=1", "child_of=root"]
)
@pytest.mark.usefixtures("nothing_stays")
def test_what_lies_under_the_root_is_listed_to_nobody(
    query: str, world: World, widest: dict[str, Caller], root: Page
) -> None:
    """Each is told of folders of their own; the province's own people of all there are."""
    path = f"/admin/api/main/pages/?{query.format(root=root.pk)}"
    answer = widest["everything"].get(path)
    listed = set() if says_no(answer) else {row["id"] for row in answer.data["items"]}
    assert listed <= {world.alfa.living.folder.pk}


def moves(page: Page, root: Page) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return every way to put a page somewhere, with the root as the place."""
    named = {"new_parent_page": root.pk, "new_title": "Mới", "new_slug": "moi"}
    sent = {"destination_page_id": root.pk, "position": "last-child"}
    folder = page.get_ancestors(inclusive=True).get(depth=FOLDER_DEPTH)
    beside = {"destination_page_id": folder.pk, "position": "left"}
    edit, api = f"/admin/pages/{page.pk}", f"/admin/api/main/pages/{page.pk}/action"
    bulk = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}"
    return {
        "copy": (f"{edit}/copy/", named),
        "copy as an alias": (f"{edit}/copy/", {**named, "alias": "on"}),
        "move": (f"{edit}/move/{root.pk}/confirm/", {}),
        "move with others": (bulk, {"chooser": root.pk}),
        "copy by the API": (f"{api}/copy/", sent),
        "alias by the API": (f"{api}/create_alias/", sent),
        "move by the API": (f"{api}/move/", sent),
        "move beside a folder": (f"{api}/move/", beside),
    }


MOVED = ("standard", "home", "section", "news", "occasion")


@pytest.mark.parametrize("kind", MOVED)
@pytest.mark.usefixtures("nothing_stays")
def test_nothing_is_put_outside_the_folders(
    kind: str, world: World, people: dict[str, Caller], root: Page
) -> None:
    """Not even by the keepers: their folders come with a portal, never by hand."""
    before = fingerprint()
    page = world.alfa.pages[kind]
    office = f"{Capability.STANDING_OFFICE.value} of the province"
    for path, sent in moves(page, root).values():
        for caller in (people[office], world.alfa_caller, world.keeper_caller):
            answer = caller.post(path, sent)
            assert answer.status_code < 500, path
            assert fingerprint() == before, path


@pytest.mark.usefixtures("nothing_stays")
def test_nothing_is_made_outside_the_folders(
    world: World, people: dict[str, Caller], root: Page
) -> None:
    before = fingerprint()
    for kind in (*MOVED, "special"):
        model = type(world.alfa.pages[kind].specific)._meta
        path = f"/admin/pages/add/{model.app_label}/{model.model_name}/{root.pk}/"
        for caller in (*people.values(), world.keeper_caller):
            answer = caller.post(path, {"title": "Mới", "slug": "moi"})
            assert says_no(answer), path
            assert fingerprint() == before, path


def test_only_folders_lie_under_the_root_and_no_form_makes_one(root: Page) -> None:
    allowed = [m for m in get_page_models() if m.can_exist_under(root)]
    made = [m for m in get_page_models() if m.can_create_at(root)]
    assert set(allowed) <= {UnitFolder, Page}  # Wagtail's own type, which nobody makes
    assert made == []

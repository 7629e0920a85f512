"""Nothing new stands in front of readers without a release (traps.md §2)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.gate import (
    NOT_SEEN,
    OF_THE_RELEASE,
    GateError,
    NotReleasedError,
    RowOfPage,
    check_release,
    imported,
    is_released,
    released,
)
from cms.core.models import BasePage
from cms.events.models import EventPage
from cms.news.models import AlsoShownIn, Byline, NewsPage
from cms.pages.models import (
    HomePage,
    SectionPage,
    SpecialPage,
    SpecialPagePick,
    StandardPage,
)
from tests.factories.core import TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SpecialPageFactory,
    StandardPageFactory,
)
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import mirror
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

MODELS: tuple[type[BasePage], ...] = (
    *(HomePage, SectionPage, StandardPage, SpecialPage, NewsPage, EventPage),
)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Hội làng", also_in=[sport(living)]
    )
    made.bylines = [Byline(name="Hạ Miên"), Byline(name="Trúc Quân")]
    made.topics = [TopicFactory.create()]
    with imported():
        made.save_revision().publish()
    found: NewsPage = NewsPage.objects.get(pk=made.pk)
    return found


def sport(living: Living) -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug="the-thao")
    return found


def one_of(model: type[BasePage], living: Living) -> BasePage:
    makers: dict[type[BasePage], Callable[[], BasePage]] = {
        HomePage: lambda: living.home,
        SectionPage: lambda: living.section,
        StandardPage: lambda: StandardPageFactory.create(parent=living.home, bare=True),
        SpecialPage: lambda: SpecialPageFactory.create(parent=living.home, bare=True),
        NewsPage: lambda: NewsPageFactory.create(parent=living.section, bare=True),
        EventPage: lambda: EventPageFactory.create(parent=living.section, bare=True),
    }
    found: BasePage = model._base_manager.get(pk=makers[model]().pk)
    return found


def state(*pages: Page) -> list[Any]:
    """Return everything that is stored about pages and the rows below them."""
    keys = [page.pk for page in pages]
    rows: list[Any] = list(Page.objects.filter(pk__in=keys).order_by("pk").values())
    for model in MODELS:
        rows += model._base_manager.filter(pk__in=keys).values()
    for row in RowOfPage.__subclasses__():
        below: Any = row._base_manager.all()
        rows += below.filter(page__in=keys).order_by("pk").values()
    topics = NewsPage.topics.through._base_manager
    return [*rows, *topics.filter(newspage__in=keys).order_by("pk").values()]


def seen_fields(model: type[BasePage]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.serialize
        and not field.auto_created
        and field.name not in (NOT_SEEN | model.not_shown) - OF_THE_RELEASE
        and field.name != "page_ptr"
    ]


def another(field: models.Field, value: Any) -> Any:
    """Return a value of the field's kind that is not the present one."""
    if isinstance(field, StreamField):
        name = next(iter(field.stream_block.child_blocks))
        raw = [{"type": name, "value": "khác", "id": str(uuid4())}]
        return field.stream_block.to_python(raw)
    kinds: list[tuple[type[models.Field] | tuple[type[models.Field], ...], Any]] = [
        (models.ForeignKey, lambda: (value or 0) + 1),
        (models.BooleanField, lambda: not value),
        (models.IntegerField, lambda: (value or 0) + 1),
        (models.DateTimeField, lambda: (value or timezone.now()) + timedelta(days=1)),
        (models.DateField, lambda: (value or date(2026, 1, 1)) + timedelta(days=1)),
        (models.UUIDField, uuid4),
        ((models.CharField, models.TextField), lambda: f"{value or ''}x"),
    ]
    return next(make() for kind, make in kinds if isinstance(field, kind))


FIELDS = [(model, name) for model in MODELS for name in seen_fields(model)]


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_no_field_that_readers_see_changes_on_a_live_page(
    living: Living, model: type[BasePage], name: str
) -> None:
    """Read from the models: a new field is in unless somebody leaves it out by name."""
    page = one_of(model, living)
    field: Any = model._meta.get_field(name)
    before = state(page)
    setattr(page, field.attname, another(field, getattr(page, field.attname)))
    for only in (None, [name]):
        with pytest.raises(NotReleasedError):
            page.save(update_fields=only)
    assert state(page) == before


def test_every_kind_of_page_is_tried(living: Living) -> None:
    assert set(MODELS) == {
        model for model in BasePage.__subclasses__() if not model._meta.abstract
    }


def add_a_byline(item: NewsPage) -> None:
    item.bylines.add(Byline(name="Khác"))


def change_a_byline(item: NewsPage) -> None:
    first, second = item.bylines.all()
    first.name = "Khác"
    item.bylines = [first, second]


def swap_bylines(item: NewsPage) -> None:
    first, second = item.bylines.all()
    first.sort_order, second.sort_order = 1, 0
    item.bylines = [second, first]


ROWS: dict[str, Callable[[NewsPage], None]] = {
    "a byline more": add_a_byline,
    "another name": change_a_byline,
    "another order": swap_bylines,
    "a byline less": lambda item: setattr(item, "bylines", item.bylines.all()[:1]),
    "no topics": lambda item: item.topics.set([]),
    "other topics": lambda item: item.topics.set([TopicFactory.create()]),
    "no further section": lambda item: setattr(item, "also_shown_in", []),
}


@pytest.mark.parametrize("change", ROWS.values(), ids=ROWS)
def test_no_row_below_a_live_page_changes_with_it(
    item: NewsPage, change: Callable[[NewsPage], None]
) -> None:
    before = state(item)
    change(item)
    with pytest.raises(NotReleasedError):
        item.save()
    assert state(item) == before


def alone(item: NewsPage) -> Iterator[tuple[str, Callable[[], Any]]]:
    byline, further = Byline.objects.first(), AlsoShownIn.objects.get()
    assert byline is not None
    byline.name = "Khác"
    yield "changed", byline.save
    yield "deleted", byline.delete
    yield "added", Byline(page=item, name="Khác").save
    yield "also shown nowhere", further.delete


def test_no_row_below_a_live_page_changes_alone(item: NewsPage) -> None:
    before = state(item)
    for _what, deed in alone(item):
        with pytest.raises(NotReleasedError):
            deed()
    assert state(item) == before


def test_rows_of_a_released_page_and_of_a_draft_are_stored(
    living: Living, item: NewsPage
) -> None:
    with released(pages=[item.pk]):
        Byline(page=item, name="Thêm").save()
        assert Byline.objects.filter(page=item).count() == 3
    draft = NewsPageFactory.create(parent=living.section, draft=True, authors=())
    Byline(page=draft, name="Nháp").save()
    assert Byline.objects.get(page=draft).delete()[0] == 1


def test_a_row_that_says_what_it_said_is_stored(item: NewsPage) -> None:
    Byline.objects.all()[0].save()


def test_each_row_below_a_page_asks_the_gate() -> None:
    assert set(RowOfPage.__subclasses__()) == {Byline, AlsoShownIn, SpecialPagePick}


@pytest.mark.parametrize("name", ["title", "seo_title", "search_description", "slug"])
def test_wagtail_s_own_part_of_a_page_is_guarded_too(item: NewsPage, name: str) -> None:
    bare = Page.objects.get(pk=item.pk)
    assert type(bare) is Page
    setattr(bare, name, "khac")
    before = state(item)
    for only in (None, [name]):
        with pytest.raises(NotReleasedError):
            bare.save(update_fields=only)
    assert state(item) == before


def test_a_bare_part_of_a_draft_is_free_and_goes_live_nowhere(living: Living) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    bare = Page.objects.get(pk=draft.pk)
    bare.title = "Tên khác"
    bare.save()
    bare.live = True
    for only in (None, ["live"]):
        with pytest.raises(NotReleasedError):
            bare.save(update_fields=only)
    assert not Page.objects.get(pk=draft.pk).live


def lock(page: NewsPage) -> None:
    page.locked, page.locked_at, page.locked_by = (
        *(True, timezone.now()),
        UserFactory.create(),
    )


def schedule(page: NewsPage) -> None:
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=2)


UNSEEN: dict[str, Callable[[NewsPage], None]] = {
    "nothing": lambda page: None,
    "a lock": lock,
    "a schedule": schedule,
    "the title of a draft": lambda page: setattr(page, "draft_title", "Nháp"),
    "an owner": lambda page: setattr(page, "owner", UserFactory.create()),
}


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN)
def test_what_readers_do_not_see_is_stored(
    item: NewsPage, change: Callable[[NewsPage], None]
) -> None:
    change(item)
    item.save()
    stored = NewsPage.objects.get(pk=item.pk)
    assert (stored.locked, stored.go_live_at) == (item.locked, item.go_live_at)
    assert (stored.draft_title, stored.owner) == (item.draft_title, item.owner)


def test_drafts_of_a_live_page_are_kept(item: NewsPage) -> None:
    item.title = "Nháp"
    revision = item.save_revision()
    item.refresh_from_db()
    assert (item.title, item.latest_revision) == ("Hội làng", revision)


def test_a_draft_costs_no_question(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    with django_assert_num_queries(0):
        check_release(draft)


def new_page() -> NewsPage:
    return NewsPage(title="Mới", slug="moi")


OPEN: list[Callable[[Page], AbstractContextManager[None]]] = [
    lambda page: released(pages=[page.pk]),
    lambda page: imported(),
]


@pytest.mark.parametrize("opening", OPEN, ids=["released", "imported"])
def test_what_is_released_goes_live(
    item: NewsPage, opening: Callable[[Page], AbstractContextManager[None]]
) -> None:
    item.title = "Mới"
    revision = item.save_revision()
    with pytest.raises(NotReleasedError):
        revision.publish()
    with opening(item):
        revision.publish()
    item.refresh_from_db()
    assert (item.title, item.live_revision) == ("Mới", revision)
    assert not is_released(item)


def test_a_release_lets_nothing_else_through(living: Living, item: NewsPage) -> None:
    other = NewsPageFactory.create(parent=living.section)
    before = state(other)
    other.title = "Khác"
    with released(pages=[item.pk]):
        with pytest.raises(NotReleasedError):
            other.save()
        with pytest.raises(NotReleasedError):
            living.section.add_child(instance=new_page())
    assert state(other) == before
    assert not NewsPage.objects.filter(slug="moi").exists()


def test_the_gate_shuts_when_something_fails(item: NewsPage) -> None:
    with pytest.raises(LookupError), imported():
        raise LookupError
    assert not is_released(item)


def test_another_thread_finds_the_gate_shut(item: NewsPage) -> None:
    found: list[bool] = []
    with imported():
        asking = Thread(target=lambda: found.append(is_released(item)))
        asking.start()
        asking.join()
        assert is_released(item)
    assert found == [False]


def test_aliases_follow_what_is_released(living: Living, item: NewsPage) -> None:
    first = mirror(item, parent=sport(living), update_slug="mot")
    second = mirror(first, parent=sport(living), update_slug="hai")
    item.title = "Mới"
    with released(pages=[item.pk]):
        item.save_revision().publish()
    for alias in (first, second):
        assert NewsPage.objects.get(pk=alias.pk).title == "Mới"


def test_an_alias_says_nothing_of_its_own(living: Living, item: NewsPage) -> None:
    alias = mirror(item, parent=sport(living), update_slug="mot")
    before = state(alias, item)
    fresh = NewsPage.objects.get(pk=alias.pk)
    fresh.title = "Khác"
    with pytest.raises(NotReleasedError):
        fresh.save()
    with pytest.raises(NotReleasedError):
        item.create_alias(parent=sport(living), update_slug="hai")
    detached = NewsPage.objects.get(pk=alias.pk)
    detached.alias_of = None
    with pytest.raises(NotReleasedError):  # it would stand alone without evidence
        detached.save(update_fields=["alias_of"])
    assert state(alias, item) == before


def test_a_refusal_says_which_page_and_what_to_do(item: NewsPage) -> None:
    item.title = "Khác"
    with pytest.raises(GateError, match="Khác") as refusal:
        item.save()
    assert refusal.value.page_id == item.pk

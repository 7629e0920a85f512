"""Many portals and many articles, by bulk inserts, in seconds.

The rows are those that opening a portal and publishing an article leave behind, less
revisions, evidence and indexes: nothing a reader is shown depends on these.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from cms.core.models import ContentForm, EditorialRecord
from cms.news.models import Byline, NewsPage, Placement, PlacementKind
from cms.news.models.relations import author_slug
from cms.pages.models import HomePage, SectionPage, UnitFolder
from media_library.models import Image
from media_library.renditions import ROLES, filters_of
from media_library.services import prepare_renditions
from sites.directory import directory
from sites.models import (
    Branding,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
    Unit,
    UnitKind,
)
from sites.services import announce_directory_changed, announce_portal_changed
from sites.theming import THEMES
from tests.factories.rows import insert_pages, insert_tree, next_paths
from tests.factories.samples import article_body, headline, home_body, standfirst

SECTIONS = ("Tin tức – Sự kiện", "Văn hóa", "Du lịch")
AUTHOR = "Hạ Miên"


@transaction.atomic
def make_portals(number: int, *, port: int = 80) -> list[Portal]:
    """Make open Vietnamese portals, each with a home and three empty sections.

    The hosts are ``don-vi-1.localhost`` and so on, counted from the portals there are.
    """
    vietnamese, _created = Locale.objects.get_or_create(language_code="vi")
    first = Portal.objects.count() + 1
    units = Unit.objects.bulk_create(
        Unit(
            code=f"don-vi-{position}",
            name=f"Sở Văn hóa và Thể thao số {position}",
            short_name=f"Sở số {position}",
            symbol="SVHTT",
            kind=UnitKind.DEPARTMENT,
        )
        for position in range(first, first + number)
    )
    homes = _make_trees(units, vietnamese)
    portals = _make_rows(units, homes, port)
    _make_texts(portals, vietnamese)
    announce_directory_changed()
    directory.forget_all()
    return portals


def _make_trees(units: Sequence[Unit], locale: Locale) -> list[HomePage]:
    """Make folder, home and sections of every unit; return the homes."""
    root = Page.get_first_root_node()
    folders = [
        _page(
            UnitFolder,
            root,
            path,
            title=unit.name,
            slug=unit.code,
            unit=unit,
            locale_id=locale.pk,
            numchild=1,
        )
        for unit, path in zip(units, next_paths(root, len(units)), strict=True)
    ]
    insert_pages(folders, parent=root)
    homes = [
        _child(HomePage, folder, 1, "vi", "Trang chủ", numchild=len(SECTIONS))
        for folder in folders
    ]
    insert_pages(homes)
    sections = [list(_sections(home)) for home in homes]
    insert_pages([section for of_home in sections for section in of_home])
    for home, of_home in zip(homes, sections, strict=True):
        home.body = home_body([section.pk for section in of_home])
    HomePage.objects.bulk_update(homes, ["body"], batch_size=100)
    return homes


def _sections(home: HomePage) -> Iterator[SectionPage]:
    for position, title in enumerate(SECTIONS, start=1):
        yield _child(
            SectionPage,
            home,
            position,
            f"chuyen-muc-{position}",
            title,
            colour=position,
        )


def _child(
    model: type[Any], parent: Page, step: int, slug: str, title: str, **values: Any
) -> Any:
    path = Page._get_path(parent.path, parent.depth + 1, step)
    return _page(model, parent, path, slug=slug, title=title, **values)


def _page(
    model: type[Any], parent: Page, path: str, *, slug: str, **values: Any
) -> Any:
    """Return a live page that is not saved yet, as a child of a parent that is."""
    values.setdefault("first_published_at", timezone.now())
    values.setdefault("show_in_menus", True)
    values.setdefault("locale_id", parent.locale_id)
    return model(
        path=path,
        depth=parent.depth + 1,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        draft_title=values["title"],
        live=True,
        has_unpublished_changes=False,
        last_published_at=values["first_published_at"],
        **values,
    )


def _make_rows(
    units: Sequence[Unit], homes: Sequence[HomePage], port: int
) -> list[Portal]:
    hosts = [f"{unit.code}.localhost" for unit in units]
    sites = Site.objects.bulk_create(
        Site(hostname=host, port=port, root_page_id=home.pk, site_name=host)
        for host, home in zip(hosts, homes, strict=True)
    )
    root = Collection.get_first_root_node()
    collections = insert_tree(root, [Collection(name=unit.code) for unit in units])
    portals = Portal.objects.bulk_create(
        Portal(unit=unit, site=site, collection=collection, status=PortalStatus.OPEN)
        for unit, site, collection in zip(units, sites, collections, strict=True)
    )
    PortalHostname.objects.bulk_create(
        PortalHostname(portal=portal, hostname=host, is_canonical=True)
        for portal, host in zip(portals, hosts, strict=True)
    )
    return portals


def _make_texts(portals: Sequence[Portal], locale: Locale) -> None:
    themes = list(THEMES)
    PortalLanguage.objects.bulk_create(
        PortalLanguage(portal=portal, locale=locale, is_default=True)
        for portal in portals
    )
    Branding.objects.bulk_create(
        Branding(
            portal=portal,
            theme=themes[portal.pk % len(themes)],
            email=f"banbientap@{portal.unit.code}.example",
            phone="(024) 3900 0000",
        )
        for portal in portals
    )
    OwnerText.objects.bulk_create(
        OwnerText(
            portal=portal,
            locale=locale,
            name=portal.unit.name,
            above="Ủy ban nhân dân tỉnh",
            address="Số 1, đường Trần Phú",
            responsible="Bà Nguyễn Thị Minh Hà, Trưởng Ban Biên tập",
        )
        for portal in portals
    )


@transaction.atomic
def make_articles(
    section: SectionPage,
    number: int,
    *,
    pictures: Sequence[Image] = (),
    at: datetime | None = None,
) -> list[NewsPage]:
    """Publish articles in a section, one per ten minutes before a moment (now)."""
    portal = directory.portal_of_path(section.url_path)
    if portal is None:
        raise ValueError(f"{section} is in no portal")
    prepare_renditions(images=pictures, filters=filters_of(*ROLES))
    moment = at or timezone.now()
    paths = next_paths(section, number)
    articles = [
        _article(section, path, place, moment, pictures)
        for place, path in enumerate(paths)
    ]
    insert_pages(articles, parent=section)
    _make_bylines(articles)
    _make_placements(articles, section)
    _make_records(articles, Unit.objects.get(pk=portal.unit_id))
    announce_portal_changed(portal_id=portal.portal_id)
    directory.forget_all()
    return articles


def _article(
    section: SectionPage,
    path: str,
    place: int,
    moment: datetime,
    pictures: Sequence[Image],
) -> NewsPage:
    picture = pictures[place % len(pictures)] if pictures else None
    article: NewsPage = _page(
        NewsPage,
        section,
        path,
        slug=f"bai-{path[-Page.steplen :].lower()}",
        title=headline(place),
        summary=standfirst(place),
        body=article_body(place, [image.pk for image in pictures]),
        first_published_at=moment - timedelta(minutes=10 * place),
        show_in_menus=False,
        lead_image=picture,
    )
    return article


def _make_bylines(articles: Sequence[NewsPage]) -> None:
    Byline.objects.bulk_create(
        Byline(page_id=article.pk, name=AUTHOR, slug=author_slug(AUTHOR), sort_order=0)
        for article in articles
    )


def _make_placements(articles: Sequence[NewsPage], section: SectionPage) -> None:
    line = section.get_ancestors(inclusive=True)
    home = line.type(HomePage).get()
    sections = line.type(SectionPage).values_list("pk", flat=True)
    Placement.objects.bulk_create(
        Placement(
            page_id=article.pk,
            section_id=section_id,
            home_id=home.pk,
            kind=PlacementKind.HOME
            if section_id == section.pk
            else PlacementKind.ABOVE,
            form=article.form,
            byline=AUTHOR,
            shown_at=article.first_published_at,
        )
        for section_id in sections
        for article in articles
    )


def _make_records(articles: Sequence[NewsPage], unit: Unit) -> None:
    EditorialRecord.objects.bulk_create(
        EditorialRecord(
            translation_key=article.translation_key,
            unit=unit,
            page_id=article.pk,
            title=article.title,
            form=ContentForm.NEWS,
            byline=AUTHOR,
            revised_at=article.first_published_at,
            first_published_at=article.first_published_at,
            issuing_unit=unit,
            issuing_name=unit.name,
            issuing_symbol=unit.symbol,
        )
        for article in articles
    )

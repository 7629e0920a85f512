"""Units and living portals: folder, home, sections and a site that answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import factory
from django.conf import settings
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from cms.core.words import vouched
from cms.pages.models import HomePage, SectionPage, UnitFolder
from sites.directory import directory
from sites.models import (
    Branding,
    MenuItem,
    MenuPlace,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
    SuccessionKind,
    Unit,
    UnitKind,
    UnitSuccession,
)
from tests.factories.pages import HomePageFactory, SectionPageFactory, UnitFolderFactory
from tests.factories.publishing import publish


class UnitFactory(DjangoModelFactory[Unit]):
    code = factory.Sequence(lambda number: f"so-vhtt-{number}")
    name = factory.Sequence(lambda number: f"Sở Văn hóa và Thể thao {number}")
    short_name = factory.Sequence(lambda number: f"Sở VHTT {number}")
    symbol = "SVHTT"
    kind = UnitKind.DEPARTMENT

    class Meta:
        model = Unit

    class Params:
        historic = factory.Trait(
            kind=UnitKind.HISTORIC_DISTRICT, valid_to=date(2025, 6, 30)
        )


class UnitSuccessionFactory(DjangoModelFactory[UnitSuccession]):
    predecessor = factory.SubFactory(UnitFactory, historic=True)
    successor = factory.SubFactory(UnitFactory)
    kind = SuccessionKind.MERGE
    effective_on = date(2025, 7, 1)

    class Meta:
        model = UnitSuccession


class MenuItemFactory(DjangoModelFactory[MenuItem]):
    """An official link in Vietnamese."""

    place = MenuPlace.LINKS
    title = "Cổng Thông tin điện tử Chính phủ"
    url = "https://chinhphu.vn"
    locale = factory.LazyFunction(lambda: locale("vi"))

    class Meta:
        model = MenuItem

    @classmethod
    @vouched()
    def _create(cls, *args: Any, **kwargs: Any) -> MenuItem:
        made: MenuItem = super()._create(*args, **kwargs)
        return made


def locale(code: str) -> Locale:
    found: Locale = Locale.objects.get_or_create(language_code=code)[0]
    return found


@dataclass(frozen=True)
class Living:
    """A portal with all that makes it answer."""

    portal: Portal
    unit: Unit
    folder: UnitFolder
    home: HomePage
    section: SectionPage  # the first one, of news

    @property
    def host(self) -> str:
        return str(self.portal.site.hostname)

    def in_language(self, code: str) -> HomePage:
        """Return the home page in one of the portal's languages."""
        home: HomePage = HomePage.objects.child_of(self.folder).get(
            locale__language_code=code
        )
        return home

    def refresh(self) -> Portal:
        self.portal.refresh_from_db()
        return self.portal


def living_portal(
    *languages: str,
    status: PortalStatus = PortalStatus.OPEN,
    unit: Unit | None = None,
    host: str = "",
    sections: tuple[str, ...] = ("Văn hóa", "Thể thao"),
) -> Living:
    """Make a portal as provisioning does; the first language is the default one."""
    unit = unit or UnitFactory.create()
    codes = languages or ("vi",)
    folder = UnitFolderFactory.create(unit=unit)
    home = HomePageFactory.create(
        bare=True,
        parent=folder,
        locale=locale(codes[0]),
        slug=codes[0],
        title=unit.name,
    )
    portal = _portal(unit, home, host or f"{unit.code}.localhost", status)
    for code in codes:
        _language(portal, code, is_default=code == codes[0])
    directory.forget_all()
    made = [
        SectionPageFactory.create(bare=True, parent=home, title=title)
        for title in sections
    ]
    for code in codes[1:]:
        publish(home.copy_for_translation(locale(code)))
    directory.forget_all()
    return Living(portal, unit, folder, home, made[0])


@vouched()
def _portal(unit: Unit, home: HomePage, host: str, status: PortalStatus) -> Portal:
    root = Collection.get_first_root_node()
    portal: Portal = Portal.objects.create(
        unit=unit,
        site=Site.objects.create(
            hostname=host, port=settings.PORTAL_SCHEME_PORT, root_page=home
        ),
        collection=root.add_child(instance=Collection(name=unit.short_name)),
        status=status,
    )
    PortalHostname.objects.create(portal=portal, hostname=host, is_canonical=True)
    Branding.objects.create(
        portal=portal,
        theme="ha-noi",
        email=f"banbientap@{unit.code}.example",
        phone="(024) 3900 0000",
    )
    return portal


@vouched()
def _language(portal: Portal, code: str, *, is_default: bool) -> None:
    PortalLanguage.objects.create(
        portal=portal, locale=locale(code), is_default=is_default
    )
    OwnerText.objects.create(
        portal=portal,
        locale=locale(code),
        name=f"{portal.unit.name} ({code})",
        above="Ủy ban nhân dân thành phố",
        address="Số 1, đường Trần Phú",
        responsible="Bà Nguyễn Thị Minh Hà",
    )


def root() -> Page:
    found: Page = Page.get_first_root_node()
    return found

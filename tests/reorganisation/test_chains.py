"""Chains of changes: whatever becomes of units, their items name who issued them."""

import random
from collections.abc import Callable

import pytest

from cms.core.heritage import issuer_of
from cms.core.serving import live_page_at
from cms.events.models import EventPage
from cms.news.models import NewsPage
from cms.reorganisation.models import Change, ChangeKind, Moving, PortalFate
from cms.reorganisation.services import go_live
from cms.users.models import User
from sites.directory import directory
from sites.models import Unit
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, UnitFactory, living_portal

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]


class House:
    """Portals that are changed at random; knows who issued what."""

    def __init__(self, seed: int, keeper: User, planned: Plan) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - what happens, not a secret
        self.keeper, self.planned = keeper, planned
        self.living = [living_portal(sections=(f"Mục {n}",)) for n in range(4)]
        self.issued: dict[int, tuple[str, str]] = {}

    def issue(self, house: Living) -> None:
        unit = house.refresh().unit
        section = house.home.get_children().live().first().specific
        kind = self.chance.choice([NewsPageFactory, EventPageFactory])
        page = kind(parent=section)
        self.issued[page.pk] = (unit.name, unit.symbol)

    def rename(self, house: Living) -> None:
        before = house.refresh().unit
        after = UnitFactory.create(symbol=f"K{self.chance.randrange(99)}")
        passing = (before, after, PortalFate.FOLLOW)
        self.carry_out(self.planned(ChangeKind.RENAME, passing))

    def fold(self, house: Living) -> None:
        if len(self.living) > 2:
            self.living.remove(house)
            into = self.chance.choice(self.living).refresh().unit
            passing = (house.refresh().unit, into, PortalFate.FOLD)
            self.carry_out(self.planned(ChangeKind.MERGE, passing))

    def split(self, house: Living) -> None:
        before = house.refresh().unit
        other = self.chance.choice([one for one in self.living if one is not house])
        after = UnitFactory.create()
        split = self.planned(
            ChangeKind.SPLIT,
            (before, after, PortalFate.FOLLOW),
            (before, other.refresh().unit, PortalFate.FREEZE),
        )
        self.carry_out(split)

    def transfer(self, house: Living) -> None:
        sections = house.home.get_children()
        if sections.count() > 1:
            target = self.chance.choice([it for it in self.living if it is not house])
            given = self.planned(ChangeKind.TRANSFER)
            Moving.objects.create(
                change=given, page=sections.last(), target=target.home
            )
            self.carry_out(given)

    def carry_out(self, change: Change) -> None:
        go_live(change=change, actor=self.keeper)

    def step(self) -> None:
        deed = self.chance.choice(
            [self.issue, self.issue, self.rename, self.fold, self.split, self.transfer]
        )
        deed(self.chance.choice(self.living))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_becomes_of_units_their_items_name_who_issued_them(
    seed: int, keeper: User, planned: Plan
) -> None:
    house = House(seed, keeper, planned)
    for one in house.living:
        house.issue(one)
    for _number in range(12):
        house.step()
    directory.forget_all()
    elsewhere = 0
    for model in (NewsPage, EventPage):
        for row in model.objects.filter(pk__in=house.issued):
            page = live_page_at(row.url_path)
            portal = directory.portal_of_path(row.url_path)
            assert page is not None
            assert portal is not None
            issuer = issuer_of(page, portal)
            name, symbol = house.issued[row.pk]
            if issuer is None:
                assert portal.unit_name == name
                continue
            elsewhere += 1
            assert (issuer.name, issuer.symbol) == (name, symbol)
            unit = Unit.objects.get(name=name)
            assert issuer.is_over == (unit.valid_to is not None)
            assert all(
                Unit.objects.get(name=heir.title).valid_to is None
                for heir in issuer.heirs
            )
    assert elsewhere >= 3

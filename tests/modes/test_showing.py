"""Readers see a mode from its first second to its last, and no moment longer."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings as how, strategies as st

from cms.modes.choices import FESTIVE, ModeKind, Scope
from cms.modes.services import end_mode
from cms.modes.showing import Standing, on_at
from cms.pages.models import HomePage
from sites.directory import directory
from sites.models import PortalStatus
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.modes.conftest import NOW, SECOND, Clock, Province, after_commit, get

HOUR = timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.usefixtures("_keeping")
def test_both_ends_hold_to_the_second_on_kept_pages(
    province: Province, clock: Clock
) -> None:
    begins, ends = NOW + HOUR, NOW + 2 * HOUR
    province.agreed(begins_at=begins, ends_at=ends)
    host, seen = province.near.host, []
    for moment in (NOW, begins - SECOND, begins, ends - SECOND, ends, ends + SECOND):
        clock.to(moment)
        get(host)  # cold or kept: the second answer is the same
        seen.append("Hội xuân núi Bà" in get(host))
    assert seen == [False, False, True, True, False, False]


@pytest.mark.django_db
@pytest.mark.usefixtures("_keeping")
def test_it_covers_its_portals_and_no_other(province: Province) -> None:
    province.agreed(scope=Scope.CHOSEN, portals=[province.near.portal])
    assert "Hội xuân núi Bà" in get(province.near.host)
    assert "Spring festival of Bà Đen" in get(province.near.host, "/en/")
    assert "Hội xuân núi Bà" not in get(province.far.host)
    assert "Hội xuân núi Bà" not in get(province.elsewhere.host)


@pytest.mark.django_db
def test_nobody_sees_what_one_person_wants(province: Province) -> None:
    province.planned()
    assert "Hội xuân núi Bà" not in get(province.near.host)


@pytest.mark.django_db
@pytest.mark.usefixtures("_keeping")
def test_ended_it_is_gone_for_the_next_reader(province: Province) -> None:
    mode = province.agreed()
    assert "Hội xuân núi Bà" in get(province.near.host)
    after_commit(lambda: end_mode(mode=mode, actor=province.first))
    assert "Hội xuân núi Bà" not in get(province.near.host)


@pytest.mark.django_db
def test_mourning_takes_colour_and_what_is_festive(province: Province) -> None:
    festive(province)
    province.agreed(ModeKind.FESTIVAL)
    province.agreed(ModeKind.ELECTION)
    before = get(province.near.host)
    assert "Hội xuân núi Bà" in before
    assert "Vui cùng hội" in before
    mourning = province.agreed(ModeKind.MOURNING)
    page = get(province.near.host)
    assert '<html lang="vi" class="is-mourning">' in page
    assert "Cả nước để Quốc tang" in page
    assert "Hội xuân núi Bà" not in page
    assert "Vui cùng hội" not in page
    assert "Ngày hội của toàn dân" in page  # an election is neutral
    after_commit(lambda: end_mode(mode=mourning, actor=province.first))
    after = get(province.near.host)
    assert "is-mourning" not in after
    assert "Vui cùng hội" in after


def festive(province: Province) -> None:
    """Let a front page have a campaign that is marked festive."""
    home: HomePage = HomePage.objects.get(pk=province.near.home.pk)
    image = ImageFactory.create()
    value = {"title": "Vui cùng hội", "text": "Mời về", "image": image.pk}
    stored = [{"type": "campaign", "value": {**value, "is_festive": True}}]
    HomePage.objects.filter(pk=home.pk).update(
        body=home.body.stream_block.to_python(stored)
    )
    directory.forget_all()


@pytest.mark.django_db
def test_inner_pages_carry_a_line_and_errors_only_mourn(province: Province) -> None:
    item = NewsPageFactory.create(parent=province.near.section, title="Tin")
    province.agreed(words_vi="Từ mồng bốn", words_en="From the fourth")
    host = province.near.host
    inner = get(host, f"/{province.near.section.slug}/{item.slug}/")
    assert "Hội xuân núi Bà" in inner
    assert "Từ mồng bốn" not in inner
    assert "Từ mồng bốn" in get(host)
    assert "Hội xuân núi Bà" not in get(host, "/khong-co/")
    province.agreed(ModeKind.MOURNING)
    assert "Cả nước để Quốc tang" in get(host, "/khong-co/")


@pytest.mark.django_db
def test_a_frozen_portal_mourns_and_does_not_celebrate(province: Province) -> None:
    province.near.portal.status = PortalStatus.FROZEN
    province.near.portal.save()
    province.agreed()
    assert "Hội xuân núi Bà" not in get(province.near.host)
    province.agreed(ModeKind.MOURNING)
    assert "Cả nước để Quốc tang" in get(province.near.host)


@pytest.mark.django_db
def test_tet_tells_the_year_and_the_days_off(province: Province, clock: Clock) -> None:
    begins = NOW.replace(year=2027, month=1, day=28)
    province.agreed(ModeKind.TET, begins_at=begins, ends_at=begins + timedelta(days=18))
    clock.to(begins)
    vi, en = get(province.near.host), get(province.near.host, "/en/")
    assert "Xuân Đinh Mùi 2027" in vi
    assert "Year of the Goat 2027 (Đinh Mùi)" in en
    assert "Nghỉ Tết từ" in vi
    assert "Offices closed from" in en


@pytest.mark.django_db
@pytest.mark.usefixtures("_keeping")
def test_days_to_an_election_are_counted_each_day(
    province: Province, clock: Clock
) -> None:
    province.agreed(ModeKind.ELECTION)
    host = province.near.host
    assert "Còn 2 ngày đến ngày bầu cử" in get(host)
    clock.forward(days=1)
    assert "Còn 1 ngày đến ngày bầu cử" in get(host)
    clock.forward(days=1)
    assert "Hôm nay là ngày bầu cử" in get(host)
    clock.forward(hours=15)
    assert "ngày bầu cử" not in get(host).lower()


def queries(host: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        get(host)
    return len(asked)


@pytest.mark.django_db
def test_it_costs_readers_nothing(province: Province) -> None:
    host = province.near.host
    get(host)
    without = queries(host)
    picture = ImageFactory.create()
    province.agreed(picture=picture, alt_vi="Đoàn rước", alt_en="A procession")
    province.agreed(ModeKind.ELECTION)
    assert "Đoàn rước" in get(host)
    assert queries(host) == without


def standing(kind: str, begins: int, length: int, key: int) -> Standing:
    start = NOW + timedelta(minutes=begins)
    return Standing(key, kind, start, start + timedelta(minutes=length), {})


MODES: Any = st.lists(
    st.builds(
        standing,
        st.sampled_from(ModeKind.values),
        st.integers(0, 50),
        st.integers(1, 50),
        st.integers(1, 9),
    ),
    max_size=6,
)


@how(max_examples=200, deadline=None)
@given(modes=MODES, minute=st.integers(-1, 101))
def test_at_every_moment_mourning_wins(modes: list[Standing], minute: int) -> None:
    moment: datetime = NOW + timedelta(minutes=minute)
    found = on_at(modes, moment)
    on = [one for one in modes if one.begins_at <= moment < one.ends_at]
    shown = [*filter(None, [found.mourning]), *found.banners]
    assert all(one in on for one in shown)
    assert (found.mourning is not None) == any(
        one.kind == ModeKind.MOURNING for one in on
    )
    if found.mourning:
        assert not any(one.kind in FESTIVE for one in found.banners)
        expected = [one for one in on if one.kind == ModeKind.ELECTION]
    else:
        expected = on
    assert sorted(one.key for one in found.banners) == sorted(
        one.key for one in expected
    )
    order = [ModeKind.values.index(one.kind) for one in found.banners]
    assert order == sorted(order)


def test_an_end_at_midnight_leaves_nothing_of_that_day() -> None:
    ends = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
    assert Standing(1, "le_hoi", NOW, ends, {}).last_day == date(2026, 11, 24)

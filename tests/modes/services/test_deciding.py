"""A mode is drawn up by one person, approved by another, and ended once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord
from cms.modes.choices import ModeKind, Scope
from cms.modes.models import Mode
from cms.modes.services import approve_mode, change_mode, end_mode
from sites.models import Capability
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.modes.conftest import NOW, Clock, Province

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def faults_of(province: Province, kind: str = ModeKind.FESTIVAL, **told: Any) -> Any:
    before = Mode.objects.count()
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        province.planned(kind, **told)
    assert Mode.objects.count() == before
    return refusal.value.message_dict


def test_two_people_want_it(province: Province) -> None:
    mode = province.planned()
    with pytest.raises(PermissionDenied):
        approve_mode(mode=mode, actor=province.first)
    mode.refresh_from_db()
    assert mode.approved_at is None
    found = approve_mode(mode=mode, actor=province.second)
    assert (found.approved_by, found.is_on()) == (province.second, True)
    with pytest.raises(ValidationError, match="đã được duyệt"):
        approve_mode(mode=mode, actor=province.second)


def test_the_database_keeps_the_author_out(province: Province) -> None:
    mode = province.planned()
    alone = Mode.objects.filter(pk=mode.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        alone.update(approved_by=province.first, approved_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        alone.update(ends_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        alone.update(election_day=date(2026, 11, 23))


def test_evidence_names_everything_in_full(province: Province) -> None:
    mode = province.agreed()
    end_mode(mode=mode, actor=province.first)
    entries = SecurityEntry.objects.filter(subject_type="modes.mode").order_by("pk")
    assert [entry.kind for entry in entries] == [
        Kind.MODE_PLANNED,
        Kind.MODE_APPROVED,
        Kind.MODE_ENDED,
    ]
    assert entries[1].facts == {
        "person": "Trần Văn An",
        "position": "Phó Văn phòng",
        "kind": "le_hoi",
        "grounds": "Quyết định 12/QĐ-UBND",
        "vi": "Hội xuân núi Bà.",
        "en": "Spring festival of Bà Đen.",
        "hosts": ["gan.localhost", "xa.localhost"],
        "from": "2026-11-21T10:00+07:00",
        "until": "2026-11-24T10:00+07:00",
    }


def test_what_is_approved_is_only_ended(province: Province, clock: Clock) -> None:
    mode = province.agreed()
    with pytest.raises(PermissionDenied):
        change_mode(mode=mode, portals=[], actor=province.first)
    clock.forward(hours=1)
    ended = end_mode(mode=mode, actor=province.second)
    assert (ended.over_at, ended.is_on()) == (clock.now, False)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        end_mode(mode=mode, actor=province.first)


def test_changing_makes_the_changer_its_author(province: Province) -> None:
    mode = province.planned()
    mode.title_vi = "Hội xuân mới"
    change_mode(mode=mode, portals=[], actor=province.second)
    with pytest.raises(PermissionDenied):
        approve_mode(mode=mode, actor=province.second)
    assert approve_mode(mode=mode, actor=province.first).title_vi == "Hội xuân mới"


def test_too_late_to_approve(province: Province, clock: Clock) -> None:
    mode = province.planned()
    clock.forward(days=3)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        approve_mode(mode=mode, actor=province.second)


@pytest.mark.parametrize(
    ("kind", "told", "field"),
    [
        (ModeKind.FESTIVAL, {"ends_at": NOW}, "ends_at"),
        (ModeKind.FESTIVAL, {"begins_at": NOW - 2 * DAY, "ends_at": NOW}, "ends_at"),
        (ModeKind.FESTIVAL, {"ends_at": NOW + 121 * DAY}, "ends_at"),
        (ModeKind.FESTIVAL, {"scope": Scope.CHOSEN}, "portals"),
        (ModeKind.FESTIVAL, {"election_day": date(2026, 11, 22)}, "election_day"),
        (ModeKind.ELECTION, {"election_day": None}, "election_day"),
        (ModeKind.ELECTION, {"election_day": date(2026, 11, 30)}, "election_day"),
        (ModeKind.FESTIVAL, {"words_vi": "Một dòng"}, "words_en"),
        (ModeKind.FESTIVAL, {"link": "//evil.example/"}, "link"),
        (ModeKind.FESTIVAL, {"link": "javascript:alert(1)"}, "link"),
        (ModeKind.FESTIVAL, {"link": "https://a@evil.example/"}, "link"),
    ],
)
def test_bad_input_is_named_by_field(
    province: Province, kind: str, told: dict[str, Any], field: str
) -> None:
    assert list(faults_of(province, kind, **told)) == [field]


@pytest.mark.parametrize("link", ["/le-hoi/", "https://tayninh.gov.vn/x", ""])
def test_an_address_may_be_a_path(province: Province, link: str) -> None:
    assert province.planned(link=link).link == link


def test_a_picture_is_public_and_told(province: Province) -> None:
    image = ImageFactory.create()
    assert list(faults_of(province, picture=image)) == ["picture"]
    told: dict[str, Any] = {
        "picture": image,
        "alt_vi": "Rước kiệu",
        "alt_en": "Procession",
    }
    assert list(faults_of(province, ModeKind.ELECTION, **told)) == ["picture"]
    assert province.planned(**told).picture == image


def test_a_secret_title_is_not_given_away(province: Province) -> None:
    page = NewsPageFactory.create(
        parent=province.near.section, title="Khởi công cầu Gò Chai", draft=True
    )
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    records.update(is_spokesperson=True, first_published_at=None)
    told = faults_of(province, title_vi="Mừng Khởi công cầu Gò Chai")
    assert list(told) == ["title_vi"]


@pytest.mark.parametrize("scope", [Scope.BELOW, Scope.CHOSEN])
def test_two_of_a_kind_never_share_a_portal(province: Province, scope: str) -> None:
    province.agreed(scope=Scope.CHOSEN, portals=[province.near.portal])
    portals = [province.near.portal, province.far.portal]
    told: dict[str, Any] = {"scope": scope, "portals": portals}
    assert list(faults_of(province, begins_at=NOW + DAY, **told)) == ["begins_at"]
    province.planned(ModeKind.TET, **told)
    later: dict[str, Any] = {"begins_at": NOW + 3 * DAY, "ends_at": NOW + 4 * DAY}
    province.planned(**told, **later)
    if scope == Scope.CHOSEN:
        province.planned(scope=scope, portals=[province.far.portal])


def test_one_that_ended_makes_room(province: Province) -> None:
    mode = province.agreed()
    end_mode(mode=mode, actor=province.first)
    assert province.agreed().is_on()


def test_only_an_office_decides_about_mourning_and_others(province: Province) -> None:
    keeper = person_of(province.near.unit, Capability.UNIT_ADMIN)
    own: dict[str, Any] = {"unit": province.near.unit, "actor": keeper}
    assert province.planned(**own).made_by == keeper
    chosen: dict[str, Any] = {"scope": Scope.CHOSEN, "portals": [province.far.portal]}
    before = Mode.objects.count()
    for kind, told in (
        (ModeKind.MOURNING, own),
        (ModeKind.TET, {"actor": keeper}),
        (ModeKind.TET, {"actor": keeper, **chosen}),
        (ModeKind.TET, {"actor": person_of(province.near.unit, Capability.EDITOR)}),
    ):
        with pytest.raises(PermissionDenied), transaction.atomic():
            province.planned(kind, **told)
    assert Mode.objects.count() == before
    mourning = province.planned(ModeKind.MOURNING, unit=province.near.unit)
    assert mourning.unit == province.near.unit


def test_a_chosen_portal_is_below_the_unit(province: Province) -> None:
    told: dict[str, Any] = {
        "scope": Scope.CHOSEN,
        "portals": [province.elsewhere.portal],
    }
    assert list(faults_of(province, **told)) == ["portals"]

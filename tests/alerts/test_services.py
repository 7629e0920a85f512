"""Sending, approving after the fact, taking away: and what is refused leaves nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.alerts.models import Alert
from cms.alerts.services import approve_alert, end_alert, send_alert
from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord
from sites.models import Capability, Stamp
from tests.alerts.conftest import (
    NOW,
    VALUES,
    WORDS_EN,
    WORDS_VI,
    Clock,
    Province,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of

pytestmark = pytest.mark.django_db

NOTHING_VALUES: dict[str, Any] = {"place": " ", "hour": None, "phone": ""}


def refused(province: Province, **values: Any) -> dict[str, list[str]]:
    """Return the faults of a warning that is not sent; nothing at all has changed."""
    before = (Alert.objects.count(), SecurityEntry.objects.count(), stamps())
    with pytest.raises(ValidationError) as refusal:
        send_alert(**province.sending(**values))
    assert (Alert.objects.count(), SecurityEntry.objects.count(), stamps()) == before
    return refusal.value.message_dict


def stamps() -> list[tuple[str, int]]:
    return sorted(Stamp.objects.values_list("name", "value"))


def test_a_warning_says_exactly_what_the_template_says(province: Province) -> None:
    alert = province.sent()
    assert (alert.title_vi, alert.title_en) == ("Cảnh báo lũ", "Flood warning")
    assert (alert.words_vi, alert.words_en) == (WORDS_VI, WORDS_EN)
    assert (alert.sent_at, alert.expires_at) == (NOW, NOW + timedelta(hours=8))
    assert alert.approve_by == NOW + timedelta(hours=24)
    assert alert.portals.count() == 3
    province.flood.words_vi = "Nước rút."
    province.flood.save()
    alert.refresh_from_db()
    assert alert.words_vi == WORDS_VI


def test_evidence_names_everything_in_full(province: Province) -> None:
    alert = province.sent()
    entry = SecurityEntry.objects.get(kind=Kind.ALERT_SENT)
    assert (entry.actor_id, entry.unit_id) == (province.sender.pk, province.unit.pk)
    assert (entry.subject_type, entry.subject_id) == ("alerts.alert", str(alert.pk))
    assert entry.facts == {
        "person": "Lê Thị Ánh",
        "position": "Chánh Văn phòng",
        "office": "Ủy ban nhân dân tỉnh",
        "severity": "danger",
        "vi": f"Cảnh báo lũ: {WORDS_VI}",
        "en": f"Flood warning: {WORDS_EN}",
        "everywhere": False,
        "hosts": ["gan.localhost", "thu.localhost", "xa.localhost"],
        "until": "2026-11-22T06:30+07:00",
    }


def test_all_faults_are_told_at_once(province: Province) -> None:
    province.flood.title_en = " "
    found = refused(
        province,
        values=NOTHING_VALUES,
        portals=[province.near.portal, province.elsewhere.portal],
        expires_at=NOW - timedelta(minutes=1),
    )
    assert set(found) == {
        *("place", "hour", "phone"),
        *("template", "portals", "expires_at"),
    }
    assert province.elsewhere.unit.name in found["portals"][0]
    assert province.near.unit.name not in found["portals"][0]


@pytest.mark.parametrize(
    ("end", "is_refused"),
    [
        (None, True),
        (timedelta(), True),
        (timedelta(minutes=1), False),
        (timedelta(days=7), False),
        (timedelta(days=7, seconds=1), True),
    ],
)
def test_the_end_lies_within_seven_days(
    province: Province, end: timedelta | None, *, is_refused: bool
) -> None:
    expires_at = None if end is None else NOW + end
    if is_refused:
        assert list(refused(province, expires_at=expires_at)) == ["expires_at"]
    else:
        assert province.sent(expires_at=expires_at).is_in_force


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "<b>sông</b>"),
        ("place", "xem https://lu.example"),
        ("place", "www.lu.example"),
        ("place", "{giờ}"),
        ("place", "x" * 81),
        ("phone", "gọi Ánh"),
        ("phone", "0276 3822 000, máy lẻ"),
        ("hour", "tối nay"),
    ],
)
def test_blanks_hold_plain_words(province: Province, name: str, value: str) -> None:
    assert list(refused(province, values={**VALUES, name: value})) == [name]


def test_what_gets_too_long_is_refused(province: Province) -> None:
    province.flood.title_vi = "Cảnh báo " + "lũ " * 45 + "{nơi}"
    found = refused(province, values={**VALUES, "place": "sông " * 15})
    assert list(found) == ["template"]


def test_portals_are_needed(province: Province) -> None:
    assert list(refused(province, portals=[])) == ["portals"]


def test_the_same_warning_is_sent_once(province: Province, clock: Clock) -> None:
    province.sent()
    assert list(refused(province)) == ["portals"]
    clock.forward(hours=8)
    province.sent()
    assert Alert.objects.count() == 2


def test_what_nobody_may_know_of_yet_is_not_told(province: Province) -> None:
    page = NewsPageFactory.create(
        parent=province.near.section, title="Đập Tân Hưng vỡ", draft=True
    )
    EditorialRecord.objects.filter(translation_key=page.translation_key).update(
        embargo_until=timezone.now() + timedelta(hours=1)
    )
    values = {**VALUES, "place": "đập tân hưng Vỡ"}
    assert list(refused(province, values=values)) == ["template"]


@pytest.mark.parametrize(
    "capability", sorted({*Capability} - {Capability.STANDING_OFFICE})
)
def test_only_the_standing_office_warns(
    province: Province, capability: Capability
) -> None:
    other = person_of(province.unit, capability)
    with pytest.raises(PermissionDenied):
        send_alert(**province.sending(actor=other))
    assert not Alert.objects.exists()


def test_an_office_warns_below_itself_only(province: Province) -> None:
    office = Capability.STANDING_OFFICE
    for unit in (province.near.unit, province.elsewhere.unit):
        with pytest.raises(PermissionDenied):
            send_alert(**province.sending(actor=person_of(unit, office)))
    assert not Alert.objects.exists()


def test_somebody_else_approves_once(province: Province, clock: Clock) -> None:
    alert = province.sent()
    superuser = UserFactory.create(superuser=True)
    Alert.objects.filter(pk=alert.pk).update(sent_by=superuser)
    with pytest.raises(PermissionDenied):
        approve_alert(alert=alert, actor=superuser)
    Alert.objects.filter(pk=alert.pk).update(sent_by=province.sender)
    outsider = person_of(province.near.unit, Capability.STANDING_OFFICE)
    for one in (province.sender, outsider):
        with pytest.raises(PermissionDenied):
            approve_alert(alert=alert, actor=one)
    alert.refresh_from_db()
    assert alert.approved_at is None
    assert not Alert.objects.get().is_overdue
    clock.forward(hours=24, seconds=1)
    assert Alert.objects.get().is_overdue  # although it is over since
    alert = approve_alert(alert=alert, actor=province.second)
    assert (alert.approved_by, alert.approved_at) == (province.second, clock.now)
    assert not alert.is_overdue
    with pytest.raises(ValidationError, match="Đã có người"):
        approve_alert(alert=alert, actor=province.second)
    entry = SecurityEntry.objects.get(kind=Kind.ALERT_APPROVED)
    assert entry.facts["person"] == "Trần Văn An"
    assert entry.facts["position"] == "Phó Văn phòng"


def test_whoever_sent_it_never_approves_below_all_code(province: Province) -> None:
    alert = province.sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(
            approved_by=province.sender, approved_at=timezone.now()
        )


def test_it_is_taken_away_once(province: Province, clock: Clock) -> None:
    alert = province.sent()
    with pytest.raises(PermissionDenied):
        end_alert(alert=alert, actor=UserFactory.create())
    alert = end_alert(alert=alert, actor=province.sender)
    assert (alert.ended_by, alert.ended_at) == (province.sender, clock.now)
    assert not alert.is_in_force
    with pytest.raises(ValidationError, match="hết hiệu lực"):
        end_alert(alert=alert, actor=province.sender)
    assert SecurityEntry.objects.filter(kind=Kind.ALERT_ENDED).count() == 1
    second = province.sent()
    clock.forward(hours=8)
    with pytest.raises(ValidationError, match="hết hiệu lực"):
        end_alert(alert=second, actor=province.sender)

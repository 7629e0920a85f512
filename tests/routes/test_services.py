"""A version in force stays as it was decided."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.transaction import atomic
from django.utils import timezone

from cms.core.models import Topic
from cms.moderation.services import put_in_force, retire
from cms.routes.models import RouteVersion, StepParty, VersionFrozenError
from cms.routes.services import draw_up, throw_away
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from tests.factories.moderation import Board, board
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

STEP = StepSpec("Duyệt", (PartySpec("head"),))
DAY = timedelta(days=1)


@pytest.fixture
@kept
def desk() -> Board:
    return board()


def drawn(desk: Board, name: str = "Tin, bài") -> RouteVersion:
    return draw_up(portal=desk.living.portal, spec=RouteSpec(name, (STEP,)))


def test_nothing_of_it_is_changed_by_saving(desk: Board) -> None:
    version = RouteVersion.objects.get()
    step = version.steps.get(position=1)
    party = step.parties.get()
    version.forms = ["tin"]
    for row in (version, step, party, StepParty(step=step, kind="head")):
        with pytest.raises(VersionFrozenError):
            row.save()
        if row.pk:
            with pytest.raises(VersionFrozenError):
                row.delete()
    topic = Topic.objects.create(name="Thể thao")
    with pytest.raises(VersionFrozenError), atomic():
        version.sections.set([desk.living.section.pk])
    with pytest.raises(VersionFrozenError), atomic():
        version.topics.add(topic)
    with pytest.raises(VersionFrozenError):
        version.save(update_fields=["valid_to", "forms"])
    with pytest.raises(ValidationError, match=r"stays|giữ"):
        throw_away(version=version)
    again = RouteVersion.objects.get()
    assert again.forms == []
    assert not again.is_for_sections
    assert again.sections.count() == again.topics.count() == 0
    assert list(again.steps.values_list("name", "parties__kind")) == [
        ("Biên tập", "role"),
        ("Duyệt đăng", "role"),
    ]


def test_a_draft_is_changed_and_thrown_away(desk: Board) -> None:
    version = drawn(desk)
    version.forms = ["tin"]
    version.save()
    version.sections.set([desk.living.section.pk])
    throw_away(version=version)
    assert RouteVersion.objects.count() == 1


def test_its_end_may_be_written(desk: Board) -> None:
    version = RouteVersion.objects.get()
    version.valid_to = timezone.now()
    version.save(update_fields=["valid_to"])
    assert not RouteVersion.objects.in_force().exists()


def test_a_new_one_begins_when_the_old_one_ends(desk: Board) -> None:
    begins = timezone.now() + DAY
    first = RouteVersion.objects.get()
    second = put_in_force(version=drawn(desk), at=begins)
    first.refresh_from_db()
    assert first.valid_to == second.valid_from == begins
    assert first.is_in_force()
    assert not second.is_in_force()
    assert not first.is_in_force(begins)
    assert second.is_in_force(begins)
    assert list(RouteVersion.objects.in_force(begins)) == [second]
    with pytest.raises(ValidationError):
        put_in_force(version=second)
    earlier = drawn(desk)
    with pytest.raises(ValidationError):
        put_in_force(version=earlier, at=begins - DAY / 2)
    assert RouteVersion.objects.drafts().get() == earlier


def test_retired_it_covers_nothing_new_even_what_was_to_begin(desk: Board) -> None:
    now = timezone.now()
    put_in_force(version=drawn(desk), at=now + DAY)
    first, second = RouteVersion.objects.order_by("number")
    retire(route=first.route, at=now + DAY / 2)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.valid_to == now + DAY / 2
    assert second.valid_to == second.valid_from
    assert not RouteVersion.objects.in_force(now + DAY).exists()


@pytest.mark.parametrize("steps", [0, 7])
def test_a_route_has_one_to_six_steps(desk: Board, steps: int) -> None:
    spec = RouteSpec("Mới", (STEP,) * steps)
    with pytest.raises(ValidationError):
        draw_up(portal=desk.living.portal, spec=spec)
    assert RouteVersion.objects.count() == 1


def test_at_every_step_somebody_decides(desk: Board) -> None:
    spec = RouteSpec("Mới", (STEP, StepSpec("Trống", ())))
    with pytest.raises(ValidationError, match="Trống"):
        draw_up(portal=desk.living.portal, spec=spec)


def test_the_longest_route_has_six(desk: Board) -> None:
    version = draw_up(portal=desk.living.portal, spec=RouteSpec("Mới", (STEP,) * 6))
    assert list(version.steps.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert version.number == 1

"""What a keeper of routes is warned of."""

from typing import Any

import pytest

from cms.core.models import Topic
from cms.routes.models import RouteVersion
from cms.routes.specs import PartySpec, StepSpec
from cms.routes.warnings import swallowed_by, warnings_of
from sites.models import Capability
from tests.factories.moderation import Board, board, route_of
from tests.factories.people import person_of
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

EDITED = StepSpec("Biên tập", (PartySpec(capabilities=("editor",)),))
HEAD = StepSpec("Thủ trưởng", (PartySpec("head"),))


@pytest.fixture
@kept
def desk() -> Board:
    return board(rank=50)


def put(desk: Board, *steps: StepSpec, **told: Any) -> RouteVersion:
    version = route_of(desk.living.portal, *steps, **told)
    return RouteVersion.objects.select_related("route__portal").get(pk=version.pk)


def test_a_step_at_which_nobody_can_decide(desk: Board) -> None:
    version = put(desk, HEAD, name="Riêng", rank=1)
    assert len(warnings_of(version)) == 1
    person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    assert warnings_of(version) == []


def test_a_step_at_which_only_a_usual_author_can_decide(desk: Board) -> None:
    version = put(desk, EDITED, name="Riêng", rank=1)
    assert warnings_of(version) == []
    page = desk.draft()
    page.save_revision(user=desk.editor)
    assert len(warnings_of(version)) == 1
    person_of(desk.living.unit, Capability.EDITOR)
    assert warnings_of(version) == []


def test_the_liable_person_is_told_with_each_item(desk: Board) -> None:
    step = StepSpec("Xác nhận", (PartySpec("liable"),))
    assert warnings_of(put(desk, step, name="Riêng", rank=1)) == []


@pytest.mark.parametrize(
    ("above", "below", "swallowed"),
    [
        ({}, {}, True),
        ({}, {"forms": ("tin",)}, True),
        ({"forms": ("tin",)}, {}, False),
        ({"forms": ("tin", "video")}, {"forms": ("video",)}, True),
        ({"forms": ("video",)}, {"forms": ("video", "tin")}, False),
        ({"forms": ("tin",)}, {"forms": ("tin",), "tiers": ("commune",)}, True),
        ({"forms": ("tin",), "tiers": ("commune",)}, {"forms": ("tin",)}, False),
        ({"flags": ("embargo",)}, {"languages": ("vi",)}, False),
        ({"languages": ("vi",)}, {"languages": ("vi",)}, True),
        ({"destination": "zalo"}, {}, False),
        ({"subject": "mend"}, {}, False),
    ],
)
def test_a_route_that_no_item_reaches(
    desk: Board, above: dict[str, Any], below: dict[str, Any], *, swallowed: bool
) -> None:
    first = put(desk, EDITED, name="Trên", rank=1, **above)
    version = put(desk, EDITED, name="Dưới", rank=2, **below)
    found = swallowed_by(version)
    assert (found is not None) == swallowed
    assert not swallowed or found == first
    assert len(warnings_of(version)) == swallowed
    assert swallowed_by(first) is None


def test_sections_and_topics_are_held_against_each_other(desk: Board) -> None:
    home, section = desk.living.home, desk.living.section
    other = home.get_children().exclude(pk=section.pk).last()
    assert other is not None
    topic = Topic.objects.create(name="Thể thao")
    put(desk, EDITED, name="Trên", rank=1, sections=(section.pk,))
    put(desk, EDITED, name="Giữa", rank=2, topics=(topic.pk,))
    both = put(desk, EDITED, name="A", rank=3, sections=(section.pk, other.pk))
    same = put(desk, EDITED, name="B", rank=4, sections=(section.pk,))
    about = put(desk, EDITED, name="C", rank=5, topics=(topic.pk,))
    names = [
        found.route.name if found else None
        for found in map(swallowed_by, (both, same, about))
    ]
    assert names == [None, "Trên", "Giữa"]

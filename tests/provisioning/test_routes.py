"""Every portal has routes: the usual ones, or what its specification says."""

import pytest

from cms.core.models import Topic
from cms.moderation.services import settle_route
from cms.pages.models import SectionPage
from cms.provisioning.parse import parse
from cms.routes.models import Route, RouteVersion
from cms.routes.reading import spec_of
from cms.routes.specs import PartySpec, RouteSpec, StepSpec, first_routes
from cms.users.models import User
from sites.models import Portal
from tests.provisioning.samples import SPEC, faults_of, line_of, opened
from tests.provisioning.test_conflicts import refused

ROUTES = """\
routes:
  - name: Tin thể thao
    rank: 20
    grounds: Quyết định 12/QĐ-TV ngày 03/02/2026
    forms: [tin, video]
    tiers: [province]
    languages: [vi]
    flags: [is_political]
    sections: [tin-tuc]
    topics: [Thể thao]
    steps:
      - name: Thẩm định
        parties:
          - {kind: field, checks: [content], label: Phòng chuyên môn}
          - {kind: person, person: tv.bientap}
          - {whose: named, unit: so-van-hoa, capabilities: [head_of_unit]}
      - name: Duyệt đăng
        parties:
          - kind: head
            is_personal: true
            declares_secrecy: true
            checks: [content, pictures, layout]
            principles: [Đúng chủ trương]
  - {name: Nhóm, destination: group, steps: [{name: Duyệt, parties: [{kind: duty, duty: moderate}]}]}
"""
STEPS = (
    StepSpec(
        "Thẩm định",
        (
            PartySpec("field", checks=("content",), label="Phòng chuyên môn"),
            PartySpec("person", person="tv.bientap"),
            PartySpec(capabilities=("head_of_unit",), whose="named", unit="so-van-hoa"),
        ),
    ),
    StepSpec(
        "Duyệt đăng",
        (
            PartySpec(
                "head",
                is_personal=True,
                declares_secrecy=True,
                checks=("content", "pictures", "layout"),
                principles=("Đúng chủ trương",),
            ),
        ),
    ),
)
SPOILT = """\
routes:
  - name: Một
    subject: book
    destination: radio
    rank: 0
    forms: [tin, thơ]
    flags: [is_big]
    sections: [khong-co]
    colour: 3
    steps:
      - name: Bước
        parties:
          - {kind: role}
          - {kind: person}
          - {kind: duty}
          - {kind: head, whose: named, is_personal: perhaps, checks: [smell]}
      - {parties: []}
  - {name: Một, steps: []}
"""
NAMES = ["Sửa nhanh", "Tin, bài", "Trang và chuyên mục"]


def in_force() -> dict[str, RouteVersion]:
    versions = RouteVersion.objects.in_force().select_related("route")
    return {version.route.name: version for version in versions}


@pytest.mark.django_db
def test_a_portal_starts_with_the_usual_routes() -> None:
    opened(SPEC)
    assert sorted(in_force()) == NAMES
    usual = {spec.name: spec for spec in first_routes()}
    assert {name: spec_of(one) for name, one in in_force().items()} == usual


@pytest.mark.django_db
def test_a_specification_says_them_in_its_own_words() -> None:
    opened(SPEC + ROUTES)
    found = in_force()
    assert sorted(found) == sorted([*NAMES, "Nhóm", "Tin thể thao"])
    own = found["Tin thể thao"]
    assert own.route.portal == Portal.objects.get()
    assert spec_of(own) == RouteSpec(
        name="Tin thể thao",
        rank=20,
        grounds="Quyết định 12/QĐ-TV ngày 03/02/2026",
        forms=("tin", "video"),
        tiers=("province",),
        languages=("vi",),
        flags=("is_political",),
        sections=(SectionPage.objects.get(slug="tin-tuc").pk,),
        topics=(Topic.objects.get(name="Thể thao").pk,),
        steps=STEPS,
    )
    assert found["Nhóm"].route.destination == "group"
    assert own.workflow is not None
    assert [step.name for step in own.workflow.tasks.order_by("pk")] == [
        "Thẩm định",
        "Duyệt đăng",
    ]


@pytest.mark.django_db
def test_a_route_for_everything_takes_the_place_of_the_usual_one() -> None:
    opened(f"{SPEC}routes: [{{name: Tất cả, steps: [{{name: Duyệt, parties: [{{kind: head}}]}}]}}]\n")  # fmt: skip
    assert sorted(in_force()) == ["Sửa nhanh", "Trang và chuyên mục", "Tất cả"]


@pytest.mark.django_db
def test_opening_twice_changes_nothing_and_a_changed_file_makes_a_version() -> None:
    opened(SPEC + ROUTES)
    assert opened(SPEC + ROUTES) == []
    changed = (SPEC + ROUTES).replace("[tin, video]", "[tin]")
    assert opened(changed) == ["+ version of a route: Tin thể thao · 2"]
    assert in_force()["Tin thể thao"].number == 2


@pytest.mark.django_db
def test_what_a_board_drew_up_since_stands() -> None:
    opened(SPEC + ROUTES)
    keeper = User.objects.get(username="tv.xuatban")
    spec = RouteSpec("Tin thể thao", (StepSpec("Duyệt", (PartySpec("head"),)),))
    settle_route(portal=Portal.objects.get(), spec=spec, made_by=keeper)
    assert opened(SPEC + ROUTES) == []
    assert spec_of(in_force()["Tin thể thao"]) == spec


def test_all_faults_are_told_at_once_with_their_places() -> None:
    found = [
        (fault.place, fault.message.split(" is not one")[0])
        for fault in faults_of(SPEC + SPOILT)
    ]
    step = "routes[0].steps[0].parties"
    assert sorted(found) == sorted(
        [
            ("routes[0].subject", "“book”"),
            ("routes[0].destination", "“radio”"),
            ("routes[0].rank", "must be a whole number from 1 to 999"),
            ("routes[0].forms[1]", "“thơ”"),
            ("routes[0].flags[0]", "“is_big”"),
            ("routes[0].sections[0]", "“khong-co” is none of the sections"),
            ("routes[0].colour", "is not known here"),
            (f"{step}[0].capabilities", "names no role"),
            (f"{step}[1].person", "is missing"),
            (f"{step}[2].duty", "is missing"),
            (f"{step}[3].unit", "is missing"),
            (f"{step}[3].is_personal", "must be true or false"),
            (f"{step}[3].checks[0]", "“smell”"),
            ("routes[0].steps[1].name", "is missing"),
            ("routes[0].steps[1].parties", "names nobody who decides"),
            ("routes[1]", "“Một” stands here twice"),
            ("routes[1].steps", "A route has between 1 and 6 steps."),
        ]
    )


@pytest.mark.django_db
def test_people_and_units_that_nobody_knows_are_refused() -> None:
    text = SPEC + ROUTES.replace("tv.bientap", "ai.do").replace(
        "unit: so-van-hoa", "unit: so-nao"
    )
    step = "routes[0].steps[0].parties"
    assert refused(text) == [
        (
            line_of(text, "person: ai.do"),
            f"{step}[1].person",
            "nobody has the account “ai.do”",
        ),
        (
            line_of(text, "unit: so-nao"),
            f"{step}[2].unit",
            "the unit “so-nao” is not known; open or name it first",
        ),
    ]
    assert not Route.objects.exists()


def test_without_routes_a_specification_has_none() -> None:
    assert parse(SPEC).routes == ()

"""Routes in the administration: read, tried, drawn up, put in force; and nowhere else."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Workflow

from cms.desk.routing.drafts import redrawn, shape_of
from cms.moderation.models import RouteTask
from cms.routes.models import Route, RouteVersion
from cms.routes.reading import spec_of
from cms.routes.services import draw_up
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from sites.models import Capability, Portal
from tests.admin import admin_client
from tests.factories.moderation import Board, board, route_of
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

HEAD = StepSpec("Thủ trưởng", (PartySpec("head"),))


@pytest.fixture
@kept
def desk() -> Board:
    return board()


@pytest.fixture
def keeper(desk: Board) -> Client:
    return admin_client(person_of(desk.living.unit, Capability.UNIT_ADMIN))


def drafted(desk: Board, name: str = "Tin, bài", **told: Any) -> RouteVersion:
    spec = RouteSpec(name, (HEAD,), **told)
    return draw_up(portal=desk.living.portal, spec=spec)


def filled(**told: Any) -> dict[str, Any]:
    return {
        "shape": "1",
        "grounds": "Quyết định 5/QĐ-SVHTT",
        "s0-name": "Duyệt",
        "s0p0-kind": "head",
        "s0p0-whose": "portal",
        "deed": "save",
        **told,
    }


def page(client: Client, name: str, *args: int, **query: Any) -> str:
    response = client.get(reverse(f"routes:{name}", args=args), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_list_tells_them_in_the_order_they_are_asked(
    desk: Board, keeper: Client
) -> None:
    route_of(desk.living.portal, HEAD, name="Video", rank=1, forms=("video",))
    context = keeper.get(reverse("routes:index")).context
    [(_portal, rows)] = context["rows"]
    assert [row["route"].name for row in rows] == ["Video", "Tin, bài"]
    shown = page(keeper, "index")
    assert "Biên tập" in shown
    assert "Duyệt đăng" in shown


def test_the_list_costs_the_same_however_many_there_are(
    desk: Board, keeper: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        route_of(desk.living.portal, HEAD, name=f"{number}", rank=number)
    page(keeper, "index")
    with django_assert_max_num_queries(40):
        page(keeper, "index")


def test_another_units_routes_do_not_exist(desk: Board) -> None:
    other = living_portal()
    stranger = admin_client(person_of(other.unit, Capability.UNIT_ADMIN))
    route, draft = Route.objects.get(), drafted(desk)
    assert desk.living.unit.name not in page(stranger, "index")
    for name, key in (("route", route.pk), ("draft", draft.pk)):
        url = reverse(f"routes:{name}", args=[key])
        for answer in (stranger.get(url), stranger.post(url, {"deed": "retire"})):
            assert answer.status_code == 404
    answer = stranger.get(reverse("routes:try"), {"portal": desk.living.portal.pk})
    assert answer.status_code in {302, 403}


def test_who_only_reads_changes_nothing(desk: Board) -> None:
    reader = admin_client(desk.publisher)
    route, draft = Route.objects.get(), drafted(desk)
    shown = page(reader, "route", route.pk)
    assert 'value="retire"' not in shown
    for name, key in (("route", route.pk), ("draft", draft.pk)):
        answer = reader.post(reverse(f"routes:{name}", args=[key]), {"deed": "retire"})
        assert answer.status_code in {302, 403, 404}
    assert RouteVersion.objects.in_force().count() == 1
    assert reader.get(reverse("routes:new")).status_code in {302, 403}


def test_a_new_route_is_a_draft_first(desk: Board, keeper: Client) -> None:
    portal = desk.living.portal
    sent = {
        "portal": portal.pk,
        "name": "Đăng Fanpage",
        "subject": "item",
        "destination": "fanpage",
    }
    answer = keeper.post(reverse("routes:new"), sent)
    draft = RouteVersion.objects.drafts().get()
    assert answer.url == reverse("routes:draft", args=[draft.pk])
    assert draft.route.destination == "fanpage"
    again = keeper.post(reverse("routes:new"), sent)
    assert again.status_code == 422
    assert Route.objects.count() == 2


def test_a_draft_is_filled_in_and_put_in_force(desk: Board, keeper: Client) -> None:
    route = Route.objects.get()
    before = RouteVersion.objects.get()
    keeper.post(reverse("routes:route", args=[route.pk]), {"deed": "draw"})
    draft = RouteVersion.objects.drafts().get()
    assert spec_of(draft) == spec_of(before)
    url = reverse("routes:draft", args=[draft.pk])
    sent = filled(
        **{
            "forms": ["tin"],
            "flags": ["is_political"],
            "sections": [desk.living.section.pk],
            "s0p0-is_personal": "on",
            "s0p0-checks": ["content"],
            "s0p0-principles": "Đúng chủ trương\n\n Kịp thời ",
        }
    )
    assert keeper.post(url, sent).status_code == 302
    assert spec_of(RouteVersion.objects.get(pk=draft.pk)) == written(desk)
    assert before.is_in_force()
    shown = page(keeper, "draft", draft.pk)
    assert "<del>" in shown
    assert keeper.post(url, {"deed": "force", "begins": ""}).status_code == 302
    before.refresh_from_db()
    draft.refresh_from_db()
    assert before.valid_to == draft.valid_from
    assert draft.is_in_force()
    assert ModelLogEntry.objects.filter(action="dinh.force_route").count() == 1
    assert keeper.get(url).status_code == 404
    assert keeper.post(url, sent).status_code == 404


def written(desk: Board) -> RouteSpec:
    party = PartySpec(
        "head",
        is_personal=True,
        checks=("content",),
        principles=("Đúng chủ trương", "Kịp thời"),
    )
    return RouteSpec(
        "Tin, bài",
        (StepSpec("Duyệt", (party,)),),
        grounds="Quyết định 5/QĐ-SVHTT",
        forms=("tin",),
        flags=("is_political",),
        sections=(desk.living.section.pk,),
    )


def test_a_version_begins_on_a_day_and_not_before_the_last(
    desk: Board, keeper: Client
) -> None:
    first, second = drafted(desk), drafted(desk)
    later = timezone.localtime(timezone.now() + timedelta(days=2))
    sent = {"deed": "force", "begins": f"{later:%Y-%m-%dT%H:%M}"}
    url = reverse("routes:draft", args=[second.pk])
    assert keeper.post(url, sent).status_code == 302
    second.refresh_from_db()
    assert second.valid_from == later.replace(second=0, microsecond=0)
    assert not second.is_in_force()
    answer = keeper.post(
        reverse("routes:draft", args=[first.pk]), {"deed": "force", "begins": ""}
    )
    assert answer.status_code == 422
    first.refresh_from_db()
    assert first.is_draft


def test_all_faults_are_told_and_nothing_typed_is_lost(
    desk: Board, keeper: Client
) -> None:
    draft = drafted(desk)
    sent = filled(
        **{
            "shape": "2,1",
            "s0-name": "",
            "s0p0-kind": "role",
            "s0p0-label": "Tổ Biên tập",
            "s0p1-kind": "person",
            "s0p1-whose": "named",
            "s1-name": "Xuất bản",
            "s1p0-kind": "duty",
            "s1p0-whose": "portal",
        }
    )
    answer = keeper.post(reverse("routes:draft", args=[draft.pk]), sent)
    assert answer.status_code == 422
    steps = answer.context["filled"].steps
    faulty = [
        sorted(form.errors)
        for step in steps
        for form in (step.form, *step.parties)
        if form.errors
    ]
    assert faulty == [["name"], ["capabilities"], ["person", "unit"], ["duty"]]
    assert "Tổ Biên tập" in answer.content.decode()
    assert spec_of(RouteVersion.objects.get(pk=draft.pk)).steps == (HEAD,)


@pytest.mark.parametrize(
    ("deed", "shape", "names"),
    [
        ("add_step", [1, 2, 1], ["Một", "Hai", ""]),
        ("remove_step:0", [2], ["Hai"]),
        ("add_party:0", [2, 2], ["Một", "Hai"]),
        ("remove_party:1.0", [1, 1], ["Một", "Hai"]),
        ("remove_party:0.0", [1, 2], ["Một", "Hai"]),
        ("remove_step:9", [1, 2], ["Một", "Hai"]),
        ("dance:1", [1, 2], ["Một", "Hai"]),
    ],
)
def test_steps_come_and_go_by_buttons(
    desk: Board, keeper: Client, deed: str, shape: list[int], names: list[str]
) -> None:
    draft = drafted(desk)
    sent = filled(
        **{
            "shape": "1,2",
            "s0-name": "Một",
            "s1-name": "Hai",
            "s1p0-label": "Tổ A",
            "s1p1-label": "Tổ B",
            "deed": deed,
        }
    )
    answer = keeper.post(reverse("routes:draft", args=[draft.pk]), sent)
    assert answer.status_code == 200
    drawn = answer.context["filled"]
    assert drawn.shape == shape
    assert [step.form["name"].value() or "" for step in drawn.steps] == names
    labels = [form["label"].value() for form in drawn.steps[-1].parties]
    if deed == "remove_party:1.0":
        assert labels == ["Tổ B"]
    assert spec_of(RouteVersion.objects.get(pk=draft.pk)).steps == (HEAD,)


def test_a_form_has_no_more_than_fits() -> None:
    assert shape_of({"shape": "0,99,x,-1,1,1,1,1,1"}) == [1, 6, 1, 1, 1, 1]
    sent = QueryDict("shape=6")
    assert redrawn(sent, "add_party:0")["shape"] == "6"


def test_a_draft_is_thrown_away(desk: Board, keeper: Client) -> None:
    known, fresh = drafted(desk), drafted(desk, "Mới")
    for draft in (known, fresh):
        keeper.post(reverse("routes:draft", args=[draft.pk]), {"deed": "throw_away"})
    assert not RouteVersion.objects.drafts().exists()
    assert Route.objects.get().name == "Tin, bài"


def test_a_route_is_retired_and_asked_earlier(desk: Board, keeper: Client) -> None:
    route_of(desk.living.portal, HEAD, name="Hai", rank=50)
    second = Route.objects.get(name="Hai")
    keeper.post(reverse("routes:route", args=[second.pk]), {"deed": "earlier"})
    assert list(Route.objects.values_list("name", flat=True)) == ["Hai", "Tin, bài"]
    keeper.post(reverse("routes:route", args=[second.pk]), {"deed": "retire"})
    assert RouteVersion.objects.in_force().get().route.name == "Tin, bài"
    answer = keeper.post(reverse("routes:route", args=[second.pk]), {"deed": "x"})
    assert answer.status_code == 403


def test_trying_says_which_route_and_why(desk: Board, keeper: Client) -> None:
    route_of(desk.living.portal, HEAD, name="Video", rank=1, forms=("video",))
    asked = {
        "subject": "item",
        "destination": "portal",
        "tier": "province",
        "language": "vi",
        "section": desk.living.section.pk,
    }
    response = keeper.get(reverse("routes:try"), {**asked, "form": "video"})
    assert response.context["found"].found.route.name == "Video"
    response = keeper.get(reverse("routes:try"), {**asked, "form": "tin"})
    found = response.context["found"]
    assert found.found.route.name == "Tin, bài"
    assert [(one.version.route.name, one.fits) for one in found.asked] == [
        ("Video", False),
        ("Tin, bài", True),
    ]
    response = keeper.get(reverse("routes:try"), {**asked, "destination": "zalo"})
    assert response.context["found"].found is None


def test_wagtails_editor_of_workflows_leads_here(desk: Board) -> None:
    house = admin_client(UserFactory.create(superuser=True))
    version = RouteVersion.objects.get()
    task = RouteTask.objects.first()
    assert task is not None
    here = reverse("routes:route", args=[version.route_id])
    for name in ("edit", "disable", "enable", "edit_task", "disable_task"):
        key = task.pk if "task" in name else version.workflow_id
        url = reverse(f"wagtailadmin_workflows:{name}", args=[key])
        for answer in (house.get(url), house.post(url, {"name": "Khác"})):
            assert (answer.status_code, answer.url) == (302, here)
    workflow = Workflow.objects.get(pk=version.workflow_id)
    assert workflow.active
    assert workflow.name == "Tin, bài · 1"
    assert RouteTask.objects.filter(active=True).count() == 2


def test_a_workflow_of_the_houses_own_is_still_wagtails(desk: Board) -> None:
    house = admin_client(UserFactory.create(superuser=True))
    other = Workflow.objects.create(name="Khác")
    url = reverse("wagtailadmin_workflows:edit", args=[other.pk])
    assert house.get(url).status_code == 200


def test_nobody_makes_a_step_of_a_route_by_hand(desk: Board) -> None:
    house = admin_client(UserFactory.create(superuser=True))
    url = reverse("wagtailadmin_workflows:add_task", args=["moderation", "routetask"])
    before = RouteTask.objects.count()
    for answer in (house.get(url), house.post(url, {"name": "Bước"})):
        assert (answer.status_code, answer.url) == (302, reverse("routes:index"))
    assert RouteTask.objects.count() == before
    answer = house.get(reverse("wagtailadmin_workflows:select_task_type"))
    assert answer.url.endswith("/wagtailcore/groupapprovaltask/")


def test_portals_are_shown_one_at_a_time(desk: Board) -> None:
    other = living_portal()
    house = admin_client(UserFactory.create(superuser=True))
    assert Portal.objects.count() == 2
    shown = house.get(reverse("routes:index"), {"portal": other.portal.pk})
    assert [portal for portal, _routes in shown.context["rows"]] == [other.portal]

"""The five plans' chains, end to end, on the routes that the demonstration has.

ED-03 to ED-08. At every step: who is waited for, that everybody else is refused, and that
nothing came of the refusal; at the end the exact order of deeds.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cms.core.gate import imported
from cms.core.models import BasePage
from cms.demo import chains, loader
from cms.demo.underway import draft_of, full_word, person
from cms.evidence.models import Entry
from cms.moderation.models import Case, Decision
from cms.moderation.refusals import NotYourTurnError, OwnWorkError, RefusedError
from cms.moderation.selectors import cases_awaiting, party_for
from cms.moderation.services import Word, decide, release_due, submit_item
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.quality.findings import Severity
from cms.quality.models import RuleSetting
from cms.routes.models import RouteVersion, StepParty
from cms.users.models import User
from sites.directory import directory
from sites.models import Portal, RoleAssignment
from sites.reach import forget_reach
from tests.factories.moderation import record_of

pytestmark = [pytest.mark.django_db, pytest.mark.service_postgres]

KEEPER = "quantri"
LATER = timedelta(minutes=1)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Open the five portals, with their people and routes; taken back in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loader.keep_house()
        for chain in chains.chains():
            _open(chain)
        yield
        transaction.set_rollback(True)
    directory.forget_all()


def _open(chain: dict[str, Any]) -> None:
    code = chain["portal"]
    path = next(one for one in loader.spec_paths() if one.stem[3:] == code)
    open_portal(spec=parse(path.read_text(encoding="utf-8")), source=path.name)
    chains.stage(chain, staged(code), KEEPER)


@pytest.fixture(autouse=True)
def _house(house: None) -> None:
    """Every chain is driven there."""


def staged(code: str) -> Portal:
    found: Portal = Portal.objects.get(unit__code=code)
    return found


def drafted(portal: Portal, by: str, **told: Any) -> BasePage:
    return draft_of(
        {
            "slug": "tin-thu",
            "by": by,
            "section": "tin-tuc-su-kien",
            "form": "tin",
            "title": "Hội làng mở cửa",
            "summary": "Một dòng tóm tắt.",
            "text": "Một đoạn văn.",
            **told,
        },
        portal,
    )


def out(page: BasePage) -> BasePage:
    """Let readers have a page, as an import does."""
    with imported():
        page.get_latest_revision().publish()
    found: BasePage = type(page).objects.get(pk=page.pk)
    return found


def ours(case: Case) -> "QuerySet[User]":
    """Return the people of the chain, and the house's keeper."""
    prefix = case.submitted_by.get_username()[:3]
    return get_user_model().objects.filter(
        Q(username__startswith=prefix) | Q(username=KEEPER)
    )


def awaited(case: Case) -> set[str]:
    """Return who has the case on their list now."""
    return {
        user.get_username()
        for user in ours(case)
        if cases_awaiting(user).filter(pk=case.pk).exists()
    }


def again(case: Case) -> Case:
    found: Case = Case.objects.with_facts().get(pk=case.pk)
    return found


def word_for(case: Case, user: User, page: BasePage) -> Word:
    found = party_for(again(case), user, page)
    assert found is not None
    return full_word(found[0])


def nobody_else(case: Case, allowed: Iterable[str]) -> None:
    """Let everybody whose word is not asked for try, with everything ticked."""
    before = (Decision.objects.count(), Entry.objects.count(), again(case).position)
    others = ours(case).exclude(username__in=allowed)
    word = full_word(StepParty.objects.at(case.route_version_id, before[2])[0])
    assert others.filter(is_superuser=True).exists()
    for user in others:
        with pytest.raises((NotYourTurnError, OwnWorkError)):
            decide(case=case, actor=user, word=word)
    after = (Decision.objects.count(), Entry.objects.count(), again(case).position)
    assert after == before


def agree(case: Case, page: BasePage, name: str, *, also: Iterable[str] = ()) -> None:
    """Let one of those waited for agree, after everybody else was refused."""
    assert awaited(case) == {name, *also}
    nobody_else(case, {name, *also})
    user = person(name)
    decide(case=case, actor=user, word=word_for(case, user, page))


def deeds(page: BasePage) -> list[tuple[str, str]]:
    chain = Entry.objects.of(record_of(page))
    return list(chain.values_list("deed", "actor__username"))


def released(page: BasePage) -> bool:
    before = type(page).objects.get(pk=page.pk).live
    release_due(now=timezone.now() + LATER)
    after = type(page).objects.get(pk=page.pk).live
    assert (before, after) in {(False, True), (False, False)}
    return bool(after)


def route_of_case(case: Case) -> str:
    return str(RouteVersion.objects.get(pk=case.route_version_id).route.name)


def test_tay_ninh_room_then_board_then_standing_office() -> None:
    """ED-03; the room that knows the field is told by the topic (ROLE-06)."""
    portal = staged("so-vhttdl-tay-ninh")
    page = drafted(portal, "tn.congtac", section="du-lich", topics=["Du lịch"])
    case = submit_item(page=page, actor=person("tn.congtac"))
    assert route_of_case(case) == "Tin, bài của Sở và cộng tác viên"
    agree(case, page, "tn.dulich")
    agree(case, page, "tn.xuatban")
    agree(case, page, "tn.vanphong", also=["tn.chanhvanphong"])
    assert awaited(case) == set()
    assert released(page)
    assert deeds(page) == [
        ("submitted", "tn.congtac"),
        ("approved", "tn.dulich"),
        ("approved", "tn.xuatban"),
        ("approved", "tn.vanphong"),
        ("released", "tn.vanphong"),
    ]


def test_tay_ninh_from_a_commune_the_liable_person_comes_first() -> None:
    """ROLE-10: the commune's team answers for what it sends; a topic nobody has falls to
    all field reviewers of the department."""
    portal = staged("so-vhttdl-tay-ninh")
    page = drafted(
        portal,
        "tn.congtac",
        tier="commune",
        tier_reason="Cách làm hay",
        liable="tn.cosotruyenthong",
        topics=["Gia đình"],
    )
    case = submit_item(page=page, actor=person("tn.congtac"))
    assert route_of_case(case) == "Tin, bài từ cơ sở"
    agree(case, page, "tn.cosotruyenthong")
    agree(case, page, "tn.thamdinh", also=["tn.dulich"])
    agree(case, page, "tn.xuatban")
    agree(case, page, "tn.vanphong", also=["tn.chanhvanphong"])
    assert released(page)
    assert [deed for deed, _who in deeds(page)] == [
        "submitted",
        *["approved"] * 4,
        "released",
    ]


def test_tay_ninh_a_board_member_who_wrote_it_waits_for_nobody_else() -> None:
    """With one publisher there is no second pair of eyes: that is said before."""
    portal = staged("so-vhttdl-tay-ninh")
    page = drafted(portal, "tn.xuatban")
    with pytest.raises(RefusedError) as refused:
        submit_item(page=page, actor=person("tn.xuatban"))
    assert len(refused.value.faults) == 1
    assert "Tổ quản trị duyệt" in refused.value.faults[0]
    assert not Case.objects.exists()


def test_da_nang_head_of_the_board_then_propaganda_and_its_channels() -> None:
    """ED-04, first half; the Fanpage awaits a word of its own."""
    portal = staged("hoi-lhpn-da-nang")
    page = drafted(portal, "dn.bientap")
    case = submit_item(page=page, actor=person("dn.bientap"))
    assert route_of_case(case) == "Tin, bài của các ban"
    agree(case, page, "dn.truongban")
    agree(case, page, "dn.xuatban")
    assert released(page)
    page = type(page).objects.get(pk=page.pk)
    channel = submit_item(page=page, actor=person("dn.bientap"), destination="fanpage")
    agree(channel, page, "dn.xuatban")
    assert again(channel).state == "cleared"
    assert deeds(page) == [
        ("submitted", "dn.bientap"),
        ("approved", "dn.truongban"),
        ("approved", "dn.xuatban"),
        ("released", "dn.xuatban"),
        ("submitted", "dn.bientap"),
        ("approved", "dn.xuatban"),
        ("cleared", "dn.xuatban"),
    ]


def test_da_nang_lower_tiers_pass_the_board_of_the_group() -> None:
    """ED-04, second half: on the portal and in the Group."""
    portal = staged("hoi-lhpn-da-nang")
    page = drafted(portal, "dn.coso", tier="commune", tier_reason="Cách làm hay")
    case = submit_item(page=page, actor=person("dn.coso"))
    assert route_of_case(case) == "Tin, bài của cơ sở Hội"
    agree(case, page, "dn.quantri")
    agree(case, page, "dn.xuatban")
    assert released(page)
    page = type(page).objects.get(pk=page.pk)
    with pytest.raises(RefusedError):  # a post needs its pictures (ED-12)
        submit_item(page=page, actor=person("dn.coso"), destination="group")
    RuleSetting.objects.create(code="group_pictures", severity=Severity.OFF)
    group = submit_item(page=page, actor=person("dn.coso"), destination="group")
    assert route_of_case(group) == "Đăng Nhóm, tin của cơ sở"
    agree(group, page, "dn.quantri")
    assert again(group).state == "cleared"


BOARD = ("cm.tuyengiao", "cm.khcn", "cm.vhttdl")
ORDERS = (BOARD, (*BOARD[1:], BOARD[0]), BOARD[::-1])


def test_ca_mau_the_field_before_the_portal_and_the_fanpage() -> None:
    """ED-05: the topic leads to the department that knows the field."""
    portal = staged("ubnd-tinh-ca-mau")
    page = drafted(portal, "cm.bientap", topics=["Thủy sản"])
    case = submit_item(page=page, actor=person("cm.bientap"))
    agree(case, page, "cm.thuysan")
    agree(case, page, "cm.xuatban")
    assert released(page)
    page = type(page).objects.get(pk=page.pk)
    fanpage = submit_item(page=page, actor=person("cm.bientap"), destination="fanpage")
    agree(fanpage, page, "cm.thuysan")
    agree(fanpage, page, "cm.xuatban")
    assert again(fanpage).state == "cleared"


def test_ca_mau_the_three_bodies_of_the_board_in_any_order() -> None:
    """ED-05, ROLE-08: nobody speaks twice, and none may be left out."""
    portal = staged("ubnd-tinh-ca-mau")
    for number, order in enumerate(ORDERS):
        page = out(drafted(portal, "cm.bientap", slug=f"t{number}", topics=["Đất Mũi"]))
        case = submit_item(page=page, actor=person("cm.bientap"), destination="youtube")
        decide(case=case, actor=person("cm.dulich"), word=full_word(_only(case)))
        for place, name in enumerate(order):
            assert awaited(case) == set(order[place:])
            user = person(name)
            decide(case=case, actor=user, word=word_for(case, user, page))
            if place < 2:
                nobody_else(case, order[place + 1 :])
                assert again(case).state == "running"
        assert again(case).state == "cleared"
        assert [who for deed, who in deeds(page) if deed == "approved"] == [
            "cm.dulich",
            *order,
        ]
    entry = Entry.objects.filter(actor__username="cm.khcn").first()
    assert entry is not None
    assert (entry.actor_name, entry.actor_position, entry.actor_unit) == (
        "Trịnh Hoài Sơn",
        "Phó Giám đốc Sở Khoa học và Công nghệ",
        "Sở Khoa học và Công nghệ tỉnh Cà Mau",
    )


def _only(case: Case) -> StepParty:
    return StepParty.objects.at(case.route_version_id, again(case).position).get()


def test_ha_noi_the_moderator_charged_with_the_section_then_publication() -> None:
    """ED-06, ROLE-15, ED-01: three checks by two people, in any order."""
    portal = staged("so-vhtt-ha-noi")
    for number, (section, moderator) in enumerate(
        [("van-hoa", "hn.kiemduyet"), ("the-thao", "hn.thethao")]
    ):
        page = drafted(portal, "hn.congtac", slug=f"t{number}", section=section)
        case = submit_item(page=page, actor=person("hn.congtac"))
        assert route_of_case(case) == "Tin, bài trên Cổng"
        order = ["hn.kythuat", moderator]
        if number:
            order.reverse()
        agree(case, page, order[0], also=[order[1]])
        agree(case, page, order[1])
        agree(case, page, "hn.xuatban")
        assert released(page)
        assert deeds(page) == [
            ("submitted", "hn.congtac"),
            *(("approved", name) for name in order),
            ("approved", "hn.xuatban"),
            ("released", "hn.xuatban"),
        ]


def test_ha_noi_what_is_not_beautiful_goes_to_the_head_of_the_board() -> None:
    portal = staged("so-vhtt-ha-noi")
    page = drafted(portal, "hn.congtac", section="ha-noi-dep-va-chua-dep")
    case = submit_item(page=page, actor=person("hn.congtac"))
    assert route_of_case(case) == "Hà Nội đẹp và chưa đẹp"
    agree(case, page, "hn.thutruong")
    agree(case, page, "hn.xuatban")
    assert released(page)


def test_kien_giang_the_head_or_the_deputy_acting_by_decision_signs_clips() -> None:
    """ED-07; the evidence shows by which decision the deputy acts (“K/T”)."""
    portal = staged("ban-tgdv-an-giang")
    page = drafted(portal, "ag.bientap", section="video-ngan", form="video")
    case = submit_item(page=page, actor=person("ag.bientap"))
    assert route_of_case(case) == "Video ngắn"
    agree(case, page, "ag.xuatban", also=["ag.phoban"])
    agree(case, page, "ag.phoban", also=["ag.lanhdao"])
    entry = Entry.objects.filter(actor__username="ag.phoban").get()
    assert "118-QĐ/BTGDVTU ngày 16/11/2026" in str(vars(entry))
    assert "Danh Hữu Lộc" in str(vars(entry))
    assert released(page)


def test_kien_giang_political_content_is_the_heads_own() -> None:
    """ED-08: one step more, five principles, and no deputy."""
    portal = staged("ban-tgdv-an-giang")
    page = drafted(
        portal, "ag.coso", section="video-ngan", form="video", flags=["is_political"]
    )
    case = submit_item(page=page, actor=person("ag.coso"))
    assert route_of_case(case) == "Nội dung chính trị"
    agree(case, page, "ag.bientap")
    agree(case, page, "ag.phoban", also=["ag.xuatban"])
    found = party_for(again(case), person("ag.phoban"), page)
    assert found is None
    decide_as_head = full_word(_only(case))
    assert len(list(decide_as_head.principles)) == 5
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=person("ag.phoban"), word=decide_as_head)
    decide(case=case, actor=person("ag.lanhdao"), word=decide_as_head)
    assert released(page)
    assert deeds(page) == [
        ("submitted", "ag.coso"),
        ("approved", "ag.bientap"),
        ("approved", "ag.phoban"),
        ("approved", "ag.lanhdao"),
        ("released", "ag.lanhdao"),
    ]


def test_kien_giang_a_deputy_whose_time_is_over_signs_nothing() -> None:
    portal = staged("ban-tgdv-an-giang")
    page = drafted(portal, "ag.bientap", section="video-ngan", form="video")
    case = submit_item(page=page, actor=person("ag.bientap"))
    agree(case, page, "ag.xuatban", also=["ag.phoban"])
    lent = RoleAssignment.objects.get(delegated_from__isnull=False)
    RoleAssignment.objects.filter(pk=lent.pk).update(
        valid_from=timezone.now() - LATER, valid_to=timezone.now()
    )
    forget_reach(lent.user)
    agree(case, page, "ag.lanhdao")

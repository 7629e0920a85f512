"""Words that readers see change when a second person agrees, and not before."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.words import is_public
from cms.proposals.models import Proposal, ProposalState
from cms.proposals.permissions import may_decide
from cms.proposals.services import approve, propose, refuse, withdraw
from cms.proposals.subjects import read
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability, MenuItem, MenuPlace, OwnerText, PortalStatus
from tests.factories.media import ImageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal, locale
from tests.factories.proposals import proposed
from tests.plugins.readers import Reader
from tests.proposals.conftest import Scene

pytestmark = pytest.mark.django_db


def recaptioned(scene: Scene, title: str = "Sân đình Gò Nổi") -> Proposal:
    vi = str(locale("vi").pk)
    after = {"title": title, "credit": "Trúc Quân", "texts": {vi: {"alt": "Sân gạch"}}}
    return propose(subject=scene.image, after=after, proposer=scene.keeper)


def state(scene: Scene) -> list[Any]:
    return [
        read(scene.image),
        read(scene.living.portal),
        list(Proposal.objects.values_list("pk", "state", "remark", "decided_by")),
        SecurityEntry.objects.count(),
    ]


def test_a_proposal_keeps_both_and_changes_nothing(scene: Scene) -> None:
    made = recaptioned(scene)
    assert made.before == {"title": "Sân đình", "credit": "Hạ Miên", "texts": {}}
    assert (made.portal, made.proposer) == (scene.living.portal, scene.keeper)
    assert made.state == ProposalState.WAITING
    assert read(scene.image) == made.before
    entry = SecurityEntry.objects.latest("number")
    assert (entry.kind, entry.actor_id) == (Kind.PROPOSAL_MADE, scene.keeper.pk)


def test_a_second_person_s_yes_writes_the_words(scene: Scene) -> None:
    made = recaptioned(scene)
    decided = approve(proposal=made, actor=scene.publisher)
    assert (decided.state, decided.decided_by) == ("approved", scene.publisher)
    assert read(scene.image) == made.after
    entry = SecurityEntry.objects.latest("number")
    assert (entry.kind, entry.actor_id) == (Kind.PROPOSAL_APPROVED, scene.publisher.pk)


def test_a_word_that_is_left_out_goes(scene: Scene) -> None:
    approve(proposal=recaptioned(scene), actor=scene.publisher)
    after = {"title": "Sân đình", "credit": "", "texts": {}}
    made = propose(subject=scene.image, after=after, proposer=scene.keeper)
    approve(proposal=made, actor=scene.publisher)
    assert read(scene.image) == after


def a_superuser_who_proposed(scene: Scene) -> tuple[Proposal, User]:
    made = proposed(scene.living.portal, scene.house, "Tên mới")
    return made, scene.house


def a_publisher_who_proposed(scene: Scene) -> tuple[Proposal, User]:
    made = proposed(scene.living.portal, scene.publisher, "Tên mới")
    return made, scene.publisher


def an_editor(scene: Scene) -> tuple[Proposal, User]:
    return recaptioned(scene), person_of(scene.living.unit, Capability.EDITOR)


def a_publisher_of_others(scene: Scene) -> tuple[Proposal, User]:
    elsewhere = living_portal()
    return recaptioned(scene), person_of(elsewhere.unit, Capability.PUBLISHER)


@pytest.mark.parametrize(
    "case",
    [
        a_superuser_who_proposed,
        a_publisher_who_proposed,
        an_editor,
        a_publisher_of_others,
    ],
)
def test_nobody_else_decides(scene: Scene, case: Any) -> None:
    made, person = case(scene)
    before = state(scene)
    assert not may_decide(person, made)
    for deed in (approve, refuse):
        with pytest.raises(ValidationError):
            deed(proposal=made, actor=person, remark="Không.")
    assert state(scene) == before


def test_nothing_is_decided_twice(scene: Scene) -> None:
    made = recaptioned(scene)
    refuse(proposal=made, actor=scene.publisher, remark="Sai tên.")
    before = state(scene)
    with pytest.raises(ValidationError):
        approve(proposal=made, actor=scene.house)
    assert state(scene) == before


def test_a_refusal_needs_a_reason_and_leaves_the_words(scene: Scene) -> None:
    made = recaptioned(scene)
    with pytest.raises(ValidationError):
        refuse(proposal=made, actor=scene.publisher, remark="  ")
    decided = refuse(proposal=made, actor=scene.publisher, remark="Sai tên.")
    assert (decided.state, decided.remark) == ("refused", "Sai tên.")
    assert read(scene.image) == made.before


def test_words_that_changed_meanwhile_are_not_overwritten(scene: Scene) -> None:
    first, second = recaptioned(scene), recaptioned(scene, "Tên khác")
    approve(proposal=first, actor=scene.publisher)
    decided = approve(proposal=second, actor=scene.publisher)
    assert decided.state == ProposalState.OUTDATED
    assert read(scene.image) == first.after


def test_who_proposed_may_withdraw_and_nobody_else(scene: Scene) -> None:
    made = recaptioned(scene)
    with pytest.raises(ValidationError):
        withdraw(proposal=made, actor=scene.publisher)
    assert withdraw(proposal=made, actor=scene.keeper).state == "withdrawn"
    assert read(scene.image) == made.before


def test_readers_see_a_portal_s_words_once_approved(
    scene: Scene, reader: Reader
) -> None:
    portal = scene.living.portal
    made = proposed(portal, scene.house, "Nhà văn hóa Gò Nổi")
    vi = locale("vi").pk
    new = {"pk": None, "locale": vi, "place": MenuPlace.LINKS, "title": "Cổng tỉnh"}
    menu = [{**new, "page": None, "url": "https://tinh.example/", "sort_order": 0}]
    made.after["menu_items"] = menu
    made.save()
    assert "Nhà văn hóa Gò Nổi" not in reader.get(scene.living.host).content.decode()
    approve(proposal=made, actor=scene.publisher)
    text = reader.get(scene.living.host).content.decode()
    assert "Nhà văn hóa Gò Nổi" in text
    assert "Cổng tỉnh" in text
    assert MenuItem.objects.get(portal=portal).title == "Cổng tỉnh"


def test_what_can_t_stand_is_refused_whole(scene: Scene) -> None:
    with pytest.raises(ValidationError):
        proposed(scene.living.portal, scene.house, "")
    assert not Proposal.objects.exists()
    made = proposed(scene.living.portal, scene.house, "Sở khác")
    made.after["owner_texts"][0]["responsible"] = ""
    made.save()
    before = state(scene)
    with pytest.raises(ValidationError):
        approve(proposal=made, actor=scene.publisher)
    assert state(scene) == before
    assert OwnerText.objects.get(portal=scene.living.portal).name


def test_what_readers_may_see_is_public(scene: Scene) -> None:
    assert is_public(scene.image)
    assert is_public(scene.living.portal)
    scene.item.unpublish()
    assert not is_public(scene.image)
    assert not is_public(ImageFactory.create())
    assert not is_public(living_portal(status=PortalStatus.TRIAL).portal)


def test_a_file_of_no_portal_is_the_keepers_affair(scene: Scene) -> None:
    stray: Image = ImageFactory.create()
    after = {"title": "Khác", "credit": "", "texts": {}}
    made = propose(subject=stray, after=after, proposer=scene.keeper)
    assert made.portal is None
    assert not may_decide(scene.publisher, made)
    assert may_decide(UserFactory.create(superuser=True), made)

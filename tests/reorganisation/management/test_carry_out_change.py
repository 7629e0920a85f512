"""``manage.py carry_out_change``: numbers first, then the deed, step by step."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.audit.models import SecurityEntry
from cms.reorganisation.models import Change, ChangeKind, ChangeState, PortalFate
from cms.users.models import User
from sites.models import Capability
from tests.factories.people import person_of
from tests.factories.portals import Living
from tests.reorganisation.conftest import everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]


@pytest.fixture
def change(planned: Plan, ended: Living, going_on: Living) -> Change:
    return planned(ChangeKind.MERGE, (ended.unit, going_on.unit, PortalFate.FREEZE))


def said(*words: str, **options: object) -> list[str]:
    out = StringIO()
    call_command("carry_out_change", *words, stdout=out, **options)
    return out.getvalue().splitlines()


def test_it_is_tried_then_carried_out(change: Change, keeper: User) -> None:
    editor = person_of(change.passings.get().predecessor, Capability.EDITOR)
    before = everything()
    words = (str(change.pk), "--as", keeper.username)
    numbers = [
        "  1 cổng giữ để tra cứu",
        "  1 tên miền được giữ lại",
        "  1 vai trò giữ tiếp",
    ]
    tried = said(*words, "--dry-run")
    assert tried[0] == str(change)
    assert sorted(line for line in tried if line in numbers) == numbers
    assert everything() == before
    done = said(*words)
    assert done[1:3] == [
        "  Đã kiểm tra, không có vướng mắc (0/1)",
        f"  {change.passings.get()} (1/1)",
    ]
    assert done[3:] == tried[1:]
    change.refresh_from_db()
    assert (change.state, change.live_by) == (ChangeState.LIVE, keeper)
    granted = SecurityEntry.objects.get(kind="role_granted")
    assert (granted.subject_id, granted.actor) == (str(editor.pk), keeper)
    assert granted.facts == {"capability": "editor", "decision": change.decision}
    deed = SecurityEntry.objects.get(kind="units_changed")
    assert deed.facts["deed"] == "go_live"


@pytest.mark.parametrize(
    ("number", "name", "refusal"),
    [
        ("0", "{keeper}", "Không có phương án mang số này."),
        ("{change}", "khong-ai", "Không có tài khoản đang hoạt động mang tên này."),
    ],
)
def test_who_and_what_must_be_there(
    change: Change, keeper: User, number: str, name: str, refusal: str
) -> None:
    known = {"keeper": keeper.username, "change": change.pk}
    before = everything()
    with pytest.raises(CommandError, match=refusal):
        said(number.format(**known), "--as", name.format(**known))
    assert everything() == before


def test_what_stands_in_the_way_is_told(change: Change, keeper: User) -> None:
    change.passings.update(successor=None)
    before = everything()
    with pytest.raises(CommandError, match=r"Hãy chọn đơn vị kế thừa\."):
        said(str(change.pk), "--as", keeper.username)
    assert everything() == before

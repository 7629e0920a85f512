"""Names of roles are data of one portal."""

import pytest
from django.core.exceptions import ValidationError

from cms.members.services.naming import name_roles
from sites.models import Capability, RoleName
from sites.naming import capability_name, role_names
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db


def test_a_portal_has_its_own_words(staff: Staff) -> None:
    own = {"publisher": ("Ban Quản trị", "Ban Quản trị Fanpage"), "editor": ("", "")}
    name_roles(actor=staff.admin, portal=staff.living.portal, names=own)
    fixed = str(Capability.PUBLISHER.label)
    assert capability_name(staff.unit.pk, "publisher") == "Ban Quản trị"
    assert capability_name(staff.other.unit.pk, "publisher") == fixed
    names = role_names([staff.unit.pk])
    assert names.board(staff.unit.pk, "publisher") == "Ban Quản trị Fanpage"
    assert names.name(staff.unit.pk, "editor") == str(Capability.EDITOR.label)

    name_roles(
        actor=staff.office, portal=staff.living.portal, names={"publisher": ("", "")}
    )
    assert capability_name(staff.unit.pk, "publisher") == fixed


@pytest.mark.parametrize("who", ["stranger", "editor", "auditor"])
def test_others_name_nothing(staff: Staff, who: str) -> None:
    with pytest.raises(ValidationError):
        name_roles(
            actor=getattr(staff, who),
            portal=staff.living.portal,
            names={"editor": ("Tổ trưởng", "")},
        )
    assert not RoleName.objects.exists()

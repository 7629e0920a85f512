"""A province with two departments, each with its portal and its people."""

from dataclasses import dataclass

import pytest

from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept


@dataclass(frozen=True)
class Staff:
    """The people of one department and the two above it."""

    province: Unit
    living: Living
    other: Living
    office: User  # standing office of the province
    auditor: User
    admin: User
    second: User  # another administrator of the same department
    editor: User
    stranger: User  # administrator of the other department

    @property
    def unit(self) -> Unit:
        return self.living.unit

    def role(self, user: User) -> RoleAssignment:
        """Return the only role of somebody."""
        return RoleAssignment.objects.get(user=user)


@pytest.fixture
@kept
def staff() -> Staff:
    province = UnitFactory.create(name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh")
    living, other = (
        living_portal(unit=UnitFactory.create(parent=province), sections=("Tin tức",))
        for _department in range(2)
    )
    admin, editor = Capability.UNIT_ADMIN, Capability.EDITOR
    return Staff(
        province=province,
        living=living,
        other=other,
        office=person_of(province, Capability.STANDING_OFFICE, full_name="Văn Phòng"),
        auditor=person_of(province, Capability.AUDITOR, full_name="Kiểm Tra"),
        admin=person_of(living.unit, admin, full_name="Phạm Anh Dũng"),
        second=person_of(living.unit, admin, full_name="Vũ Đăng Khoa"),
        editor=person_of(living.unit, editor, full_name="Nguyễn Thị Minh Hà"),
        stranger=person_of(other.unit, admin, full_name="Lý Xa Lạ"),
    )

"""What a portal left behind: an old address, a list of them, a hostname."""

from dataclasses import dataclass

from cms.addresses.lists import Line, Sheet
from cms.addresses.models import AddressImport, AddressRule
from cms.addresses.services import send_in
from cms.users.models import User
from sites.models import RetiredHostname
from sites.services import reserve_hostname
from tests.factories.addresses import old_address
from tests.factories.portals import Living


@dataclass(frozen=True)
class Former:
    rule: AddressRule
    sent: AddressImport
    retired: RetiredHostname


def build_former(name: str, living: Living, person: User) -> Former:
    portal = living.portal
    host = f"{name}-cu.localhost"
    reserve_hostname(hostname=host, portal_id=portal.pk)
    line = Line(2, f"/{name}-dong.aspx", f"/{name}-moi/", "301")
    sent = send_in(
        portal=portal,
        actor=person,
        name=f"{name}-tep.csv",
        sheet=Sheet([line]),
        straightens=False,
    )
    rule = old_address(portal, f"/{name}-cu.aspx", f"/{name}-dich/")
    return Former(rule, sent, RetiredHostname.objects.get(hostname=host))

"""What an institution's former site left behind: its old addresses."""

from pathlib import Path

from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.addresses.lists import read_list
from cms.addresses.models import AddressRule
from cms.addresses.services import bring_in, discard, send_in
from sites.models import Portal

LISTS = Path(__file__).parent / "addresses"


def keep_old_addresses(portal: Portal, code: str, actor: AbstractUser) -> int:
    """Bring in a unit's list as its administrators would; return how many there were.

    A portal that has old addresses keeps those.
    """
    path = LISTS / f"{code}.csv"
    if not path.exists() or AddressRule.objects.of_portal(portal.pk).exists():
        return 0
    sheet = read_list(SimpleUploadedFile(path.name, path.read_bytes()))
    sent = send_in(
        portal=portal, actor=actor, name=path.name, sheet=sheet, straightens=False
    )
    report = bring_in(sent=sent)
    discard(sent=sent)
    return report.good

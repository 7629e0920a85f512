"""Two people remove what a stopped item said; the evidence goes on verifying."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.test import TestCase

from cms.core.holds import PAGE, is_sealed
from cms.evidence.chain import entry_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.takedown.kinds import State
from cms.takedown.models import Vault
from cms.takedown.sealing.contents import contents_of
from cms.takedown.services import agree_to_purge, lift
from media_library.models import Image
from sites.models import Capability
from tests.factories.people import person_of
from tests.takedown.conftest import Desk, stopped

pytestmark = pytest.mark.django_db


def test_two_remove_it_together_and_the_chain_verifies(
    desk: Desk, picture: Image
) -> None:
    removal = stopped(desk)
    stored = contents_of(removal)["files"][0]["files"]["file"]["now"]
    root = person_of(desk.living.unit, Capability.HEAD_OF_UNIT, is_superuser=True)
    for person in (root, desk.editor):
        with pytest.raises(PermissionDenied):
            agree_to_purge(removal=removal, actor=person)
        with pytest.raises(PermissionDenied):
            lift(removal=removal, actor=person)
    agree_to_purge(removal=removal, actor=desk.head)
    with pytest.raises(ValidationError):
        agree_to_purge(removal=removal, actor=desk.head)
    assert Vault.objects.exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        agree_to_purge(removal=removal, actor=desk.publisher)
    removal.refresh_from_db()
    assert removal.state == State.PURGED
    assert not Vault.objects.exists()
    assert not default_storage.exists(stored)
    assert is_sealed(PAGE, desk.page.pk)
    entries = list(Entry.objects.of(desk.record))
    assert [entry.deed for entry in entries] == [Deed.STOPPED, Deed.PURGED]
    previous = "0" * 64
    for entry in entries:
        assert entry.previous == previous
        assert entry.hash == entry_hash(desk.record.code, entry)
        previous = entry.hash
    assert len(entries[0].facts["pages"]) == 2
    with pytest.raises(ValidationError):
        lift(removal=removal, actor=desk.head)

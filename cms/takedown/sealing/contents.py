"""What is under seal of one item."""

from typing import Any

from cms.takedown.models import Removal, Vault
from cms.takedown.sealing import seal


def contents_of(removal: Removal) -> dict[str, Any]:
    """Return what is under seal. Raises ``Vault.DoesNotExist`` after a purge."""
    return seal.opened(bytes(Vault.objects.get(removal=removal).sealed))

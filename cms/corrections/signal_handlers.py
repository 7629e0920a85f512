"""What the desk corrected, handed to services."""

from collections.abc import Iterable
from typing import Any

from cms.core.announcements import item_corrected
from cms.core.blocks.corrections import Correction
from cms.core.models import EditorialRecord
from cms.corrections.services import answer_by_correction
from cms.users.models import User


def corrected(
    sender: object,
    record: EditorialRecord,
    corrections: Iterable[Correction],
    actor: User,
    **kwargs: Any,
) -> None:
    for correction in corrections:
        if correction.receipt:
            answer_by_correction(record=record, correction=correction, actor=actor)


def connect() -> None:
    item_corrected.connect(corrected, dispatch_uid="corrections_corrected")

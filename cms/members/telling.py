"""What the personnel pages write to the security log."""

from typing import Any

from allauth.core import context
from django.contrib.auth.models import AbstractUser
from django.db.models import Model

from cms.audit.drafts import Fact
from cms.audit.kinds import Kind
from cms.audit.services import record
from sites.models import Unit


def tell(
    kind: Kind, actor: AbstractUser, unit: Unit, subject: Model, /, **facts: Fact
) -> None:
    """Write down who did what to whom, and from where if a request is being answered.

    Called last in a transaction: the log is locked until its end.
    """
    told: dict[str, Any] = {"actor": actor, "unit": unit, "subject": subject}
    record(kind=kind, request=context.request, facts=facts, **told)

"""What can be changed past ``save``: the sections and topics of a version."""

from typing import Any

from django.db.models.signals import m2m_changed

from cms.routes.models import RouteVersion
from cms.routes.models.route import refuse_frozen


def conditions_change(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    """Refuse to change what a version in force is about. Raises ``VersionFrozenError``."""
    if not action.startswith("pre_"):
        return
    versions = [instance.pk]
    if kwargs.get("reverse"):
        versions = list(kwargs.get("pk_set") or ())
    for key in versions:
        refuse_frozen(key)


def connect() -> None:
    for field in (RouteVersion.sections, RouteVersion.topics):
        m2m_changed.connect(
            conditions_change, sender=field.through, dispatch_uid=f"frozen_{field}"
        )

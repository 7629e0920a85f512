"""What every table says, for comparing one way of writing with another."""

import re

from django.apps import apps
from django.db import models

OWN = {"provisioning.Opening", "provisioning.TrialInvitation", "members.Invitation"}
HASH = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:[\d.]+\+00:00")
# What says who and when, and how rows refer to each other by key.
LOGS = {
    "wagtailcore.ReferenceIndex",
    "audit.SecurityEntry",
    "audit.ChainHead",
    "portals.Stamp",
    "sessions.Session",
}


def held() -> dict[str, list[str]]:
    """Return every row of every table, without keys, moments and chance."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        if label not in OWN | LOGS and model._meta.managed:
            found[label] = sorted(map(_told, model._default_manager.all()))
    return found


def _told(row: models.Model) -> str:
    chance = (
        models.DateTimeField,
        models.UUIDField,
        models.AutoField,
        models.JSONField,
    )
    fields = [
        field
        for field in row._meta.concrete_fields
        if not isinstance(field, chance)
        and field.name
        not in {"code", "object_id", "to_object_id", "user"}  # the file has none
    ]
    values = [
        str(getattr(row, field.name))
        if field.is_relation
        else field.value_from_object(row)
        for field in fields
    ]
    told = repr([value for value in values if not isinstance(value, int)])
    return HASH.sub("", MOMENT.sub("", told))

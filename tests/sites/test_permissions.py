"""What each capability may do, asked of units and people."""

import pytest

from sites.models import Capability
from sites.permissions import (
    ADMIN_ACCESS,
    COLLECTION,
    FILES_LOOK,
    FROM_ABOVE,
    PAGE,
    allow,
    capabilities_allowing,
    capabilities_granting,
    model_permissions,
)

SEE_RECORDS = "core.view_editorialrecord"


def test_every_capability_may_enter_the_administration() -> None:
    assert all(
        ADMIN_ACCESS in model_permissions(capability) for capability in Capability
    )


def test_only_those_who_publish_may_publish() -> None:
    publishers = {name for name, codes in PAGE.items() if "publish_page" in codes}
    assert publishers == {"publisher", "head_of_unit", "unit_admin", "standing_office"}


def test_nobody_deletes_by_role() -> None:
    codes = {
        code for table in (PAGE, COLLECTION) for row in table.values() for code in row
    }
    assert not [code for code in codes if code.startswith("delete_")]


def test_auditors_see_records_and_change_nothing() -> None:
    assert model_permissions(Capability.AUDITOR) >= {SEE_RECORDS}
    assert "core.change_editorialrecord" not in model_permissions(Capability.AUDITOR)
    assert PAGE[Capability.AUDITOR] == ("view_page",)
    assert COLLECTION[Capability.AUDITOR] == FILES_LOOK


def test_a_permission_is_added_to_those_named_and_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sites.permissions._model_permissions", {})
    allow((Capability.EDITOR, Capability.AUDITOR), "a.b", "a.c")
    allow((Capability.EDITOR,), "a.d")
    assert model_permissions("editor") == {ADMIN_ACCESS, "a.b", "a.c", "a.d"}
    assert model_permissions("auditor") == {ADMIN_ACCESS, "a.b", "a.c"}
    assert model_permissions("publisher") == {ADMIN_ACCESS}


def test_who_may_is_asked_backwards() -> None:
    assert capabilities_allowing("core.view_editorialrecord", "none.such") == [
        capability
        for capability in Capability
        if "core.view_editorialrecord" in model_permissions(capability)
    ]
    assert capabilities_allowing("none.such") == []
    assert capabilities_granting({"a": ("x", "y"), "b": ("z",)}, ["y", "w"]) == ["a"]


def test_from_above_come_offices_and_auditors() -> None:
    """ORG-11; nobody else's role leaves its own unit."""
    assert {"standing_office", "auditor"} == FROM_ABOVE

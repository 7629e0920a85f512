"""A draft that is in order, and a browser on its way through the wizard."""

from typing import Any

from django.test import Client

from cms.provisioning.models import Opening, OpeningState
from cms.provisioning.services.drafts import save_step
from tests.admin import form_of

FORM = "form.o-form"
TYPED: dict[str, dict[str, Any]] = {
    "unit": {
        "existing": "",
        "name": "Ủy ban nhân dân xã Tân Hưng",
        "short_name": "UBND xã Tân Hưng",
        "code": "ubnd-xa-tan-hung",
        "symbol": "UBND",
        "ma_dinh_danh": "",
        "kind": "commune",
        "regime": "state",
    },
    "address": {
        "label": "tanhung",
        "hostname": "tanhung.tinh.example",
        "languages": ["vi"],
    },
    "look": {
        "theme": "tay-ninh",
        "accent_light": "",
        "accent_dark": "",
        "sections": ["tin-trong-xa", "thong-bao", "lich-tiep-dan"],
    },
    "owner": {
        "email": "tanhung@tinh.example",
        "phone": "0276000111",
        "owner_vi_name": "Ủy ban nhân dân xã Tân Hưng",
        "owner_vi_above": "Ủy ban nhân dân tỉnh",
        "owner_vi_address": "Ấp 1, xã Tân Hưng",
        "owner_vi_responsible": "Ông Lê Văn Tám, Chủ tịch",
    },
    "people": {
        "people-0-full_name": "Lê Văn Tám",
        "people-0-email": "tam@tinh.example",
        "people-0-role": "head_of_unit",
    },
}
HOST = "tanhung.thu.localhost"
OFFICIAL = "tanhung.tinh.example"


def address(opening: Opening, screen: str) -> str:
    return f"/admin/mo-cong/{opening.pk}/{screen}/"


def begin(client: Client, above: Any, start: str = "pattern:xa-phuong") -> Opening:
    sent = {"above": above.pk if above else "", "name": "Xã mới", "start": start}
    answer = client.post("/admin/mo-cong/moi/", sent)
    assert answer.status_code == 302, answer.content.decode()
    opening: Opening = Opening.objects.latest("pk")
    assert answer["Location"] == address(opening, "unit")
    return opening


def fill(client: Client, opening: Opening, step: str, **changes: Any) -> Any:
    """Send a step as a browser would, with some of it typed."""
    url = address(opening, step)
    return client.post(url, {**form_of(client.get(url), FORM), **changes})


def by_hand(client: Client, above: Any, **changes: dict[str, Any]) -> Opening:
    """Go through all steps with a draft that is in order but for some changes."""
    opening = begin(client, above)
    for step, typed in TYPED.items():
        fill(client, opening, step, **{**typed, **changes.get(step, {})})
    opening.refresh_from_db()
    return opening


def filled(client: Client, above: Any, **changes: dict[str, Any]) -> Opening:
    """Do the same without a request for each step."""
    opening = begin(client, above)
    typed: dict[str, Any] = {}
    for step, values in TYPED.items():
        typed |= {**values, **changes.get(step, {})}
    names = ("full_name", "email", "role")
    row = {name: typed.pop(f"people-0-{name}") for name in names}
    actor: Any = opening.created_by
    return save_step(
        opening=opening, actor=actor, typed={**typed, "people": [row]}, version=0
    )


def deed(client: Client, opening: Opening, screen: str, name: str, **more: Any) -> Any:
    opening.refresh_from_db()
    sent = {"deed": name, "version": opening.version, **more}
    return client.post(address(opening, screen), sent)


def on_trial(client: Client, above: Any, **changes: dict[str, Any]) -> Opening:
    opening = filled(client, above, **changes)
    answer = deed(client, opening, "kiem-tra", "open")
    assert answer.status_code == 302, answer.content.decode()
    opening.refresh_from_db()
    assert opening.state == OpeningState.TRIAL
    return opening

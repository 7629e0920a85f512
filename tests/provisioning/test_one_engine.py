"""The wizard goes through the very engine that carries out a file."""

import pytest
from django.db import transaction
from django.test import Client

from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from sites.directory import directory
from sites.models import Unit
from tests.admin import words
from tests.provisioning.told import held
from tests.provisioning.wizard import by_hand, deed

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

YAML = """\
unit:
  code: ubnd-xa-tan-hung
  name: Ủy ban nhân dân xã Tân Hưng
  short_name: UBND xã Tân Hưng
  symbol: UBND
  kind: commune
  regime: state
  parent: tinh-thu
  office_hours:
    - {days: [mon, tue, wed, thu, fri], from: "07:30", to: "11:30"}
    - {days: [mon, tue, wed, thu, fri], from: "13:30", to: "17:00"}
portal:
  status: trial
  hostnames: [tanhung.thu.localhost]
  languages: [vi]
  theme: tay-ninh
  email: tanhung@tinh.example
  phone: "0276000111"
  owner:
    vi:
      name: Ủy ban nhân dân xã Tân Hưng
      above: Ủy ban nhân dân tỉnh
      address: Ấp 1, xã Tân Hưng
      responsible: Ông Lê Văn Tám, Chủ tịch
sections:
  - {slug: tin-trong-xa, title: Tin địa phương, intro: "Việc trong xã, phường và đời sống bà con.", colour: 1, freshness_days: 7}
  - {slug: thong-bao, title: Thông báo, intro: "Thông báo của Ủy ban nhân dân đến người dân.", colour: 2, lists: pages, freshness_days: 14}
  - {slug: lich-tiep-dan, title: Lịch – Sự kiện, intro: "Lịch tiếp công dân, họp dân và sự kiện.", colour: 6, lists: events, freshness_days: 7}
roles:
  head_of_unit: {name: Chủ tịch Ủy ban nhân dân}
"""


def test_the_wizards_portal_is_that_of_the_file(office: Client, province: Unit) -> None:
    """The same rows in every table; the file is opened first and taken back."""
    opening = by_hand(office, province)
    with transaction.atomic():
        open_portal(spec=parse(YAML), source=f"opening-{opening.pk}")
        by_file = held()
        transaction.set_rollback(True)
    directory.forget_all()
    before = held()
    assert before["portals.Portal"] == []
    answer = deed(office, opening, "kiem-tra", "open")
    assert answer.status_code == 302, words(answer)
    by_wizard = held()
    assert {
        label: (set(rows) ^ set(by_file[label]))
        for label, rows in by_wizard.items()
        if rows != by_file[label]
    } == {}
    assert len(by_file["pages.SectionPage"]) == 3

"""The demonstration's templates of warnings hold to the rules of the room."""

from datetime import timedelta
from typing import Any

import pytest
import yaml
from django.utils import timezone

from cms.alerts.faults import Draft, faults_of, faults_of_template
from cms.alerts.forms import WORDS
from cms.alerts.models import AlertTemplate
from cms.demo.alerts import WRITTEN, prepare_templates
from tests.factories.portals import living_portal

LONG: dict[str, Any] = {
    "place": "các xã Ninh Điền, Biên Giới, Hòa Hội ven sông Vàm Cỏ Đông",
    "phone": "0276 3822 000",
    "name": "Sở Văn hóa, Thể thao và Du lịch tỉnh Tây Ninh",
}


@pytest.mark.django_db
def test_every_template_can_be_sent_and_is_written_once() -> None:
    living = living_portal()
    unit = living.unit
    unit.code = "so-vhttdl-tay-ninh"
    unit.save()
    prepare_templates()
    prepare_templates()
    templates = list(AlertTemplate.objects.all())
    assert len(templates) == 6
    for template in templates:
        assert template.unit == unit
        now = timezone.now()
        draft = Draft(
            template,
            {**LONG, "hour": now},
            [living.portal],
            now + timedelta(hours=template.hours),
        )
        assert faults_of(draft) == {}


def test_both_languages_ask_for_the_same() -> None:
    for template in yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))["templates"]:
        assert faults_of_template({name: template[name] for name in WORDS}) == {}

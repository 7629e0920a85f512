"""Templates of warnings, for the standing offices of the demonstration."""

from pathlib import Path

import yaml

from cms.alerts.models import AlertTemplate
from sites.models import Unit

WRITTEN = Path(__file__).parent / "alerts.yaml"


def prepare_templates() -> None:
    """Write the templates of every office that is there; what exists stays."""
    written = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    for office in Unit.objects.filter(code__in=written["offices"]):
        for template in written["templates"]:
            AlertTemplate.objects.get_or_create(
                unit=office, title_vi=template["title_vi"], defaults=template
            )

"""From what was typed to the very document ``open_portal`` reads.

The wizard writes no rows of its own: it composes a specification, which is parsed with
the same rules as a file, so that there is one engine and one list of faults.
"""

from typing import Any

import yaml
from django.conf import settings

from cms.provisioning.frames import kept_rows
from cms.provisioning.models import Opening
from cms.provisioning.units import DAYS
from sites.models import PortalStatus, Unit

Mapping = dict[str, Any]
WEEKDAYS = {number: name for name, number in DAYS.items()}
UNIT_TEXTS = ("code", "name", "short_name", "symbol", "ma_dinh_danh", "kind", "regime")


def text_of(opening: Opening) -> str:
    """Return the specification in YAML."""
    return yaml.safe_dump(document_of(opening), allow_unicode=True, sort_keys=False)


def document_of(opening: Opening) -> Mapping:
    sections = _sections(opening)
    slugs = {str(section["slug"]) for section in sections}
    return {
        "unit": _unit(opening),
        "portal": _portal(opening),
        "sections": sections,
        "home": kept_rows(opening.frame.get("home", []), slugs),
        "roles": opening.frame.get("roles", {}),
    }


def existing_unit(opening: Opening) -> Unit | None:
    """Return the unit that the portal is for, if one that exists was chosen."""
    code = opening.text("existing")
    return Unit.objects.filter(code=code).first() if code else None


def trial_hostname(opening: Opening) -> str:
    """Return the sub-hostname of the trial; empty while its label is missing."""
    label = opening.text("label")
    domain = settings.PORTAL_TRIAL_DOMAIN
    return f"{label}.{domain}" if label and domain else ""


def languages_of(opening: Opening) -> list[str]:
    """Return the languages ticked, the first of the house's own order as the default."""
    ticked = opening.texts("languages")
    return [code for code, _name in settings.LANGUAGES if code in ticked]


def _unit(opening: Opening) -> Mapping:
    unit = existing_unit(opening)
    if unit is None:
        return {
            **{name: opening.text(name) for name in UNIT_TEXTS},
            "parent": opening.above.code if opening.above else "",
            "office_hours": opening.frame.get("office_hours", []),
        }
    return {
        **{name: getattr(unit, name) for name in UNIT_TEXTS},
        "parent": unit.parent.code if unit.parent else "",
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "office_hours": [
            {
                "days": [WEEKDAYS[hours.weekday]],
                "from": f"{hours.opens:%H:%M}",
                "to": f"{hours.closes:%H:%M}",
            }
            for hours in unit.office_hours.filter(valid_from__isnull=True)
        ],
    }


def _portal(opening: Opening) -> Mapping:
    languages = languages_of(opening)
    hostname = trial_hostname(opening)
    return {
        "status": PortalStatus.TRIAL.value,
        "hostnames": [hostname] if hostname else [],
        "languages": languages,
        "style": opening.frame.get("style", ""),
        "theme": opening.text("theme"),
        "accent": {
            "light": opening.text("accent_light"),
            "dark": opening.text("accent_dark"),
        },
        "email": opening.text("email"),
        "phone": opening.text("phone"),
        "owner": {code: _owner(opening, code) for code in languages},
    }


def _owner(opening: Opening, code: str) -> Mapping:
    names = ("name", "above", "address", "responsible")
    return {name: opening.text(f"owner_{code}_{name}") for name in names}


def _sections(opening: Opening) -> list[Mapping]:
    ticked = opening.texts("sections")
    offered: list[Mapping] = opening.frame.get("sections", [])
    return [section for section in offered if section["slug"] in ticked]

"""Routes in plain words: who is waited for, what for, and under which conditions."""

from collections.abc import Iterable

from django.utils.translation import get_language_info, gettext as _, pgettext

from cms.core.models import ContentForm, DutyKind, EditorialRecord
from cms.core.models.record import Tier
from cms.routes.matters import ELECTION, EMBARGO
from cms.routes.models import Check, PartyKind, RouteVersion, StepParty, WhoseUnit
from sites.models import Capability


def party_words(party: StepParty) -> str:
    """Return who is waited for, as a keeper of routes reads it."""
    who = {
        PartyKind.PERSON: _person(party),
        PartyKind.ROLE: ", ".join(
            str(Capability(name).label) for name in party.capabilities
        ),
        PartyKind.DUTY: _("whoever is charged with: %(duty)s")
        % {"duty": DutyKind(party.duty).label if party.duty else ""},
    }.get(PartyKind(party.kind), str(party.get_kind_display()))
    parts = [who, _unit(party)]
    if party.is_personal:
        parts.append(_("not by delegation"))
    said = " · ".join(part for part in parts if part)
    return f"{party.label} ({said})" if party.label else said


def demand_words(party: StepParty) -> str:
    """Return what the party looks at and confirms."""
    asked = [str(Check(name).label) for name in party.checks]
    if party.principles:
        asked.append(_("principles: %(count)d") % {"count": len(party.principles)})
    if party.declares_secrecy:
        asked.append(_("no state secret"))
    return ", ".join(asked)


def condition_words(version: RouteVersion) -> list[str]:
    """Return what a version is about, a sentence for each condition; empty: everything."""
    told = {
        pgettext("of a route", "Form"): (
            str(ContentForm(form).label) for form in version.forms
        ),
        pgettext("of a route", "Tier"): (
            str(Tier(tier).label) for tier in version.tiers
        ),
        pgettext("of a route", "Language"): (
            get_language_info(code)["name_local"] for code in version.languages
        ),
        pgettext("of a route", "Marked"): (flag_words(name) for name in version.flags),
        pgettext("of a route", "Section"): _left(
            (section.title for section in version.sections.all()),
            asked=version.is_for_sections,
        ),
        pgettext("of a route", "Topic"): _left(
            (topic.name for topic in version.topics.all()), asked=version.is_for_topics
        ),
    }
    lines = {label: ", ".join(values) for label, values in told.items()}
    return [f"{label}: {values}" for label, values in lines.items() if values]


def flag_words(name: str) -> str:
    if name == EMBARGO:
        return _("under embargo")
    if name == ELECTION:
        return _("during an election")
    return str(EditorialRecord._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _left(names: Iterable[str], *, asked: bool) -> list[str]:
    """Return the names that are left; say so where none is, for then nothing is covered."""
    listed = list(names)
    return listed or ([_("none is left: nothing is covered any more")] if asked else [])


def _person(party: StepParty) -> str:
    if party.person is None:
        return ""
    position = party.person.position
    name = party.person.full_name
    return f"{name}, {position}" if position else str(name)


def _unit(party: StepParty) -> str:
    if party.kind in (PartyKind.PERSON, PartyKind.LIABLE):
        return ""
    if party.whose == WhoseUnit.NAMED:
        return party.unit.short_name if party.unit else ""
    if party.whose == WhoseUnit.PORTAL:
        return ""
    return str(party.get_whose_display())

"""Every fault of a draft at once, each with the step and the field that mends it."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cms.provisioning.conflicts import refuse_conflicts
from cms.provisioning.document import existing_unit, text_of, trial_hostname
from cms.provisioning.faults import SpecError
from cms.provisioning.models import Opening
from cms.provisioning.parse import parse
from cms.provisioning.permissions import unit_choices, units_opened_by
from cms.provisioning.spec import PortalSpec
from sites.models import Capability, PortalHostname, Unit
from sites.models.portal import HOSTNAME

# Labels that people take for the house itself, or that mail and name servers use.
RESERVED = frozenset(
    {
        *("admin", "api", "autoconfig", "autodiscover", "cdn", "ftp", "imap", "mail"),
        *("ns", "ns1", "ns2", "pop", "smtp", "static", "webmail", "www"),
    }
)
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# Given from above only, and so not on the way of opening a portal.
OFFERED_ROLES = tuple(
    one
    for one in Capability
    if one not in {Capability.STANDING_OFFICE, Capability.AUDITOR}
)
# Where the places of a specification are typed: step and field.
PLACES = (
    (r"unit\.(code|name|short_name|symbol|ma_dinh_danh|kind|regime)", "unit", r"\1"),
    (r"unit.*", "unit", "existing"),
    (r"portal\.hostnames.*", "address", "label"),
    (r"portal\.languages.*", "address", "languages"),
    (r"portal\.(theme)", "look", r"\1"),
    (r"portal\.accent\.(light|dark)", "look", r"accent_\1"),
    (r"portal\.(email|phone)", "owner", r"\1"),
    (r"portal\.owner\.([a-z-]+)\.(\w+)", "owner", r"owner_\1_\2"),
    (r"(sections|home).*", "look", "sections"),
)


@dataclass(frozen=True)
class DraftFault:
    """One thing to mend in a draft."""

    step: str
    field: str
    message: str


class OpeningError(Exception):
    """A draft can't become a portal. Holds all faults, in the order of the steps."""

    def __init__(self, faults: list[DraftFault]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.message for fault in faults))


def faults_of(opening: Opening, actor: AbstractUser) -> list[DraftFault]:
    """Return everything that keeps a draft from becoming a portal on trial."""
    found = [
        *_told_by_the_engine(opening),
        *_about_unit(opening, actor),
        *_about_addresses(opening),
        *_about_people(opening),
    ]
    steps = ("unit", "address", "look", "owner", "people")
    return sorted(dict.fromkeys(found), key=lambda fault: steps.index(fault.step))


def spec_of(opening: Opening) -> PortalSpec:
    """Return the specification. Raises ``SpecError``."""
    return parse(text_of(opening))


def _told_by_the_engine(opening: Opening) -> list[DraftFault]:
    try:
        refuse_conflicts(spec_of(opening))
    except SpecError as error:
        return [_placed(fault.place, fault.message) for fault in error.faults]
    return []


def _placed(place: str, message: str) -> DraftFault:
    for pattern, step, field in PLACES:
        found = re.fullmatch(pattern, place)
        if found:
            return DraftFault(step, found.expand(field), message)
    return DraftFault("look", "", f"{place}: {message}")


def _about_unit(opening: Opening, actor: AbstractUser) -> list[DraftFault]:
    """Return faults of the unit: ended, elsewhere, with a portal, or met by accident."""
    above = opening.above
    if above and not units_opened_by(actor).existing().filter(pk=above.pk).exists():
        return [_of_unit("existing", _("The unit above has ended, or is not yours."))]
    chosen = opening.text("existing")
    if not chosen:
        return _about_new_code(opening)
    unit = existing_unit(opening)
    if unit is None or not unit_choices(actor, above).filter(pk=unit.pk).exists():
        message = _("This unit has ended, has a portal already, or is not below yours.")
        return [_of_unit("existing", message)]
    return []


def _about_new_code(opening: Opening) -> list[DraftFault]:
    holder = Unit.objects.filter(code=opening.text("code")).first()
    if holder is None:
        return []
    message = _(
        "“%(unit)s” has this code. Choose it as the unit, or take another code."
    )
    return [_of_unit("code", message % {"unit": holder})]


def _of_unit(field: str, message: str) -> DraftFault:
    return DraftFault("unit", field, message)


def _about_addresses(opening: Opening) -> list[DraftFault]:
    label = opening.text("label")
    found: list[tuple[str, str]] = []
    if not settings.PORTAL_TRIAL_DOMAIN:
        message = _("The house has no domain for trials: set PORTAL_TRIAL_DOMAIN.")
        found.append(("label", message))
    if label and not LABEL.fullmatch(label):
        message = _("One word of small letters, digits and hyphens, without dots.")
        found.append(("label", message))
    if label in RESERVED:
        found.append(("label", _("“%(word)s” is reserved.") % {"word": label}))
    hostname = trial_hostname(opening)
    if hostname and PortalHostname.objects.taken(hostname, besides=None).exists():
        message = _("“%(host)s” is taken. Choose another word.")
        found.append(("label", message % {"host": hostname}))
    found += [("hostname", message) for message in hostname_faults(opening)]
    return [DraftFault("address", field, message) for field, message in found]


def hostname_faults(opening: Opening) -> list[str]:
    """Return what is wrong with the official hostname; nothing while it is missing."""
    hostname = opening.hostname
    if not hostname:
        return []
    if hostname in settings.HOUSE_HOSTS:
        return [_("This hostname is the administration's.")]
    try:
        HOSTNAME(hostname)
    except ValidationError as error:
        return list(error.messages)
    return _taken(opening, hostname)


def _taken(opening: Opening, hostname: str) -> list[str]:
    held = PortalHostname.objects.taken(hostname, besides=None)
    if opening.portal_id:
        held = held.exclude(portal=opening.portal_id)
    if held.exists():
        return [_("“%(host)s” belongs to another portal.") % {"host": hostname}]
    if Opening.objects.wanting(hostname).exclude(pk=opening.pk).exists():
        message = _("“%(host)s” is kept for another portal that is being opened.")
        return [message % {"host": hostname}]
    return []


def _about_people(opening: Opening) -> list[DraftFault]:
    found: list[DraftFault] = []
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(opening.people()):
        place = f"people-{number}"
        found += [
            DraftFault("people", f"{place}-{field}", message)
            for field, message in _about_person(row)
        ]
        key = (str(row["email"]).lower(), str(row["role"]))
        if row["email"] and key in seen:
            message = _("This person is named twice with the same role.")
            found.append(DraftFault("people", f"{place}-email", message))
        seen.add(key)
    return found


def _about_person(row: dict[str, str]) -> list[tuple[str, str]]:
    needed = ("full_name", "email", "role")
    found = [(field, _("is missing")) for field in needed if not row[field]]
    if row["email"]:
        try:
            validate_email(row["email"])
        except ValidationError as error:
            found += [("email", message) for message in error.messages]
    if row["role"] and row["role"] not in OFFERED_ROLES:
        found.append(("role", _("This role can't be given here.")))
    return found

"""How it can stand with a hostname or a link, and why."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    DNS = "dns", pgettext_lazy("health", "Name (DNS)")
    CERTIFICATE = "certificate", pgettext_lazy("health", "Certificate")
    REGISTRATION = "registration", pgettext_lazy("health", "Registration of the name")
    LINK = "link", pgettext_lazy("health", "Link to outside")


class State(models.TextChoices):
    """In the order in which somebody has to look at them."""

    GAMBLING = "gambling", pgettext_lazy("health", "Gambling")
    EXPIRED = "expired", pgettext_lazy("health", "Expired")
    BROKEN = "broken", pgettext_lazy("health", "Faulty")
    PARKED = "parked", pgettext_lazy("health", "Name for sale")
    EXPIRING = "expiring", pgettext_lazy("health", "About to expire")
    DEAD = "dead", pgettext_lazy("health", "Dead")
    MOVED = "moved", pgettext_lazy("health", "Leads to another site")
    SUSPECT = "suspect", pgettext_lazy("health", "No answer, being watched")
    UNKNOWN = "unknown", pgettext_lazy("health", "Unknown")
    FINE = "fine", pgettext_lazy("health", "Fine")


# What somebody is written to about, once for each time it begins. What is about to
# expire has its own days.
ALARMING = (
    State.GAMBLING,
    State.EXPIRED,
    State.BROKEN,
    State.PARKED,
    State.DEAD,
    State.MOVED,
)
TO_MEND = (*ALARMING, State.EXPIRING)
# Days before the end on which somebody is written to, once each.
THRESHOLDS = (60, 30, 7)


class Fault(models.TextChoices):
    """Why; beside a state that is fine there is none."""

    # Nobody could say
    NOT_ASKED = "not-asked", pgettext_lazy("health", "not asked yet")
    NO_DATE = "no-date", pgettext_lazy("health", "no date is entered")
    RESERVED = "reserved", pgettext_lazy("health", "a name that exists on no network")
    TIME_OUT = "time-out", pgettext_lazy("health", "no answer in time")
    RESOLVER = "resolver", pgettext_lazy("health", "the name server did not answer")
    UNREACHABLE = "unreachable", pgettext_lazy("health", "not reachable from here")
    NOT_REACHED = "not-reached", pgettext_lazy("health", "the check ran out of time")
    TURNED_AWAY = "turned-away", pgettext_lazy("health", "does not answer programs")
    INNER = "inner", pgettext_lazy("health", "an address of an inner network")
    BAD_ANSWER = "bad-answer", pgettext_lazy("health", "an answer nobody can read")
    LOOP = "loop", pgettext_lazy("health", "redirects without end")
    # A name
    NO_NAME = "no-name", pgettext_lazy("health", "the name does not exist")
    ELSEWHERE = "elsewhere", pgettext_lazy("health", "the name leads elsewhere")
    # A certificate
    REFUSED = "refused", pgettext_lazy("health", "the connection is refused")
    BROKEN_OFF = "broken-off", pgettext_lazy("health", "the connection is broken off")
    WRONG_NAME = "wrong-name", pgettext_lazy("health", "certificate of another name")
    SELF_SIGNED = "self-signed", pgettext_lazy("health", "self-signed certificate")
    UNTRUSTED = "untrusted", pgettext_lazy("health", "issuer that browsers don’t know")
    # A date
    ENDS = "ends", pgettext_lazy("health", "the date is near or over")
    # A link
    GONE = "gone", pgettext_lazy("health", "the page is gone")
    SERVER_ERROR = (
        "server-error",
        pgettext_lazy("health", "the server reports an error"),
    )
    OTHER_SITE = "other-site", pgettext_lazy("health", "leads to another site")
    FOR_SALE = "for-sale", pgettext_lazy("health", "the name is for sale or lapsed")
    BETTING = "betting", pgettext_lazy("health", "the page invites to gamble")

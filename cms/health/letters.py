"""The one letter a day that tells a person of new alarms."""

import logging
from datetime import date
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from cms.health.models import Alarm, Check, Letter
from cms.health.selectors import to_tell, untold
from cms.health.states import State
from cms.users.models import User

logger = logging.getLogger(__name__)
LANGUAGE = "vi"
LONGEST = 40  # lines; the rest stands on the screen
URGENCY = list(State)


def send_letters(*, today: date | None = None) -> int:
    """Write to everybody who is to be told something; return how many letters left.

    It leaves through the outbox (ADR 0044), which goes on trying. One that is not even
    taken there is tried again by the next run.
    """
    day = today or timezone.localdate()
    due = untold()
    people = User.objects.filter(pk__in=due, is_active=True).exclude(email="")
    had = Letter.objects.filter(day=day).values_list("person", flat=True)
    sent = [_send(person, day, due[person.pk]) for person in people.exclude(pk__in=had)]
    return sum(sent)


def _send(person: User, day: date, alarms: list[int]) -> bool:
    """Write one letter and that it was written, or neither.

    In the outbox both are rows of one transaction. Where a mail server is asked at once,
    the row is there before the letter leaves and is committed after it: two machines
    never write to one person, and a process that is killed writes again.
    """
    try:
        with transaction.atomic():
            letter = Letter.objects.create(person=person, day=day)
            told = list(to_tell(person.pk, alarms))
            letter.alarms.set(told)
            _written(person, day, told).send()
    except IntegrityError:  # another machine was faster
        return False
    except (OSError, SMTPException):
        logger.exception("the letter about alarms to %s could not be sent", person.pk)
        return False
    return True


def _written(person: User, day: date, alarms: list[Alarm]) -> EmailMessage:
    checks = {alarm.about_id: alarm.about for alarm in alarms}
    lines = sorted(checks.values(), key=_order)
    shown = lines[:LONGEST]
    facts = {
        "person": person,
        "day": day,
        "number": len(lines),
        "portals": [
            (str(portal), list(group))
            for portal, group in groupby(shown, key=lambda check: check.portal)
        ],
        "more": len(lines) - len(shown),
        "link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('health:index')}",
    }
    with translation.override(LANGUAGE):
        subject = render_to_string("admin/health/letter_subject.txt", facts)
        body = render_to_string("admin/health/letter.txt", facts)
    # The same name for the same letter: a mail program shows it once, come what may.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<health-{person.pk}-{day:%Y%m%d}@{host}>"}
    return EmailMessage(
        " ".join(subject.split()), body, to=[person.email], headers=headers
    )


def _order(check: Check) -> tuple[str, int, date, int]:
    name = check.portal.unit.name
    urgency = URGENCY.index(State(check.state))
    return name, urgency, check.expires_on or date.max, check.pk

"""Items of the demonstration that are on their way, each where its deeds leave it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import BasePage, EditorialRecord
from cms.demo.assets import Assets
from cms.demo.pages import PageMaker
from cms.moderation.models import Bundle, Case, Priority
from cms.moderation.selectors import party_for
from cms.moderation.services import (
    Word,
    claim,
    decide,
    make_bundle,
    return_case,
    submit_item,
)
from cms.pages.models import HomePage
from cms.routes.models import Destination, StepParty
from cms.users.models import User
from sites.models import Portal

Raw = dict[str, Any]
FLAGS = ("is_political", "is_spokesperson", "is_sensitive")


@transaction.atomic
def play_item(written: Raw, portal: Portal) -> None:
    """Write an item as its author, and do with it what was done; only once."""
    if item_at(written["slug"], portal) is None:
        page = draft_of(written, portal)
        play_deeds(written["deeds"], page, Destination.PORTAL)


@transaction.atomic
def play_channel(written: Raw, portal: Portal) -> None:
    """Send an item that readers have on its way to a channel; only once."""
    page = item_at(written["item"], portal)
    cases = Case.objects.filter(page=page, destination=written["destination"])
    if page is not None and not cases.exists():
        play_deeds(written["deeds"], page, written["destination"])


@transaction.atomic
def tie_bundle(written: Raw, portal: Portal) -> None:
    if Bundle.objects.filter(portal=portal, name=written["name"]).exists():
        return
    cases = Case.objects.open().filter(
        page__slug__in=written["items"], unit=portal.unit
    )
    make_bundle(
        portal=portal,
        name=written["name"],
        cases=cases,
        made_by=person(written["by"]),
        release_at=timezone.now() + timedelta(days=written["in_days"]),
    )


def draft_of(written: Raw, portal: Portal) -> BasePage:
    """Return a draft written by the person it is said to be by, with its desk data."""
    author = person(written["by"])
    home = HomePage.objects.get(pk=portal.site.root_page_id)
    entry = {
        "type": "news",
        "body": [{"text": written["text"]}],
        "bylines": [{"name": author.pen_name or author.full_name}],
        **written,
    }
    maker = PageMaker(portal.unit, home, Assets(portal.collection), timezone.now())
    page = maker.page(entry)
    page.locale, page.live, page.owner = home.locale, False, author
    maker.parent(entry).add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    _declare(written, page)
    return page


def _declare(written: Raw, page: BasePage) -> None:
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    record.tier = written.get("tier", record.tier)
    record.tier_reason = written.get("tier_reason", "")
    if "liable" in written:
        record.liable_person = person(written["liable"])
    for flag in FLAGS:
        setattr(record, flag, flag in written.get("flags", []))
    record.save()


def person(username: str) -> User:
    found: User = get_user_model().objects.get(username=username)
    return found


def full_word(party: StepParty, remark: str = "") -> Word:
    """Return the word of somebody who looked at all that is asked of the party."""
    return Word(
        checks=party.checks,
        principles=range(len(party.principles)),
        declares_secrecy=party.declares_secrecy,
        remark=remark,
    )


def play_deeds(deeds: list[Raw], page: BasePage, destination: str) -> Case:
    """Submit an item, and do with it what was done; return its case as it is then."""
    first, *others = deeds
    case = submit_item(
        page=page,
        actor=person(first["submit"]),
        destination=destination,
        note=first.get("note", ""),
        priority=first.get("priority", Priority.NORMAL),
    )
    for deed in others:
        kind = next(name for name in DEEDS if name in deed)
        DEEDS[kind](Case.objects.with_facts().get(pk=case.pk), deed)
    return Case.objects.with_facts().get(pk=case.pk)


def _approve(case: Case, deed: Raw) -> None:
    actor = person(deed["approve"])
    found = party_for(case, actor, _content(case))
    if found is None:
        raise LookupError(deed)
    decide(case=case, actor=actor, word=full_word(found[0], deed.get("remark", "")))


def _return(case: Case, deed: Raw) -> None:
    return_case(
        case=case,
        actor=person(deed["return"]),
        remark=deed["remark"],
        to_position=deed.get("to", 0),
        reasons=deed.get("reasons", ()),
    )


def _claim(case: Case, deed: Raw) -> None:
    claim(case=case, actor=person(deed["claim"]))


def _content(case: Case) -> BasePage:
    page: BasePage = Page.objects.get(pk=case.page_id).specific
    return page


def item_at(slug: str, portal: Portal) -> BasePage | None:
    """Return an item of a portal by its address."""
    found = Page.objects.descendant_of(portal.site.root_page).filter(slug=slug).first()
    return found.specific if found else None


DEEDS: dict[str, Callable[[Case, Raw], None]] = {
    "approve": _approve,
    "return": _return,
    "claim": _claim,
}

"""The portal's own places: each is looked at after the item left, not believed."""

from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.models import Page
from wagtail.search import index

from cms.core.bulletins import Scope
from cms.core.listings import news
from cms.takedown.kinds import Outcome
from cms.takedown.listeners import Answer, Leaving, register_listener
from sites.directory import directory
from sites.services import announce_portal_changed

NEWEST = 100


def portal_pages(leaving: Leaving) -> Answer:
    """Look whether any page of the item is still live, mirrors included."""
    own = Q(translation_key=leaving.translation_key) | Q(alias_of__in=leaving.pages)
    if Page.objects.filter(own, live=True).exists():
        return Answer(Outcome.PERSON, _("A page of the item is still live."))
    words = _("Pages in %(number)d languages left; their addresses say so.")
    return Answer(Outcome.DONE, words % {"number": len(leaving.pages)})


def kept_answers(leaving: Leaving) -> Answer:
    """Raise the portal's stamp once more: whatever was kept before is not given again."""
    announce_portal_changed(portal_id=leaving.portal_id)
    return Answer(Outcome.DONE, _("Nothing that was kept before is given to a reader."))


def search_index(leaving: Leaving) -> Answer:
    """Write what the index says of the pages anew; readers find live pages only."""
    for page in Page.objects.filter(pk__in=leaving.pages).specific():
        index.insert_or_update_object(page)
    return Answer(Outcome.DONE, _("No longer found."))


def feeds(leaving: Leaving) -> Answer:
    """Look through what other programs are given in every language."""
    portal = directory.portal(leaving.portal_id)
    if portal is None:
        return Answer(Outcome.ABSENT)
    for facts in portal.languages:
        for dispatch in news.get().dispatches(facts, Scope(), limit=NEWEST):
            if dispatch.public_id == leaving.public_id:
                return Answer(Outcome.PERSON, _("A feed still names it."))
    return Answer(Outcome.DONE, _("In no list, feed or site map any more."))


def register() -> None:
    """Join the places; called once when apps are ready."""
    own = {
        "portal": (gettext_lazy("Portal"), portal_pages),
        "answers": (gettext_lazy("Kept answers"), kept_answers),
        "search": (gettext_lazy("Search"), search_index),
        "feeds": (gettext_lazy("Lists and feeds"), feeds),
    }
    for place, (label, take_down) in own.items():
        register_listener(place, take_down, label=label, is_outside=False)

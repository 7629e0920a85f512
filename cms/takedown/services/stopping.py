"""Stopping at once: two named people and nobody else (ED-21), and lifting it again."""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.takedown.kinds import Kind, State
from cms.takedown.leaving import (
    Shown,
    begin,
    end,
    end_cases,
    hold,
    locked,
    pages_of,
    take_from_readers,
    without_titles,
)
from cms.takedown.models import Keeper, Removal, Vault
from cms.takedown.refusals import (
    refuse,
    refuse_state,
    refuse_whoever_keeps_not,
    refuse_whoever_may_not,
)
from cms.takedown.sealing import files, pages, seal, words
from cms.takedown.sealing.contents import contents_of
from cms.takedown.services.telling import tell_places
from cms.takedown.tombstones import raise_tombstones
from cms.users.models import User
from sites.models import Unit
from sites.selectors import people_serving

KEEPERS = 2


@transaction.atomic
def stop(
    *,
    record: EditorialRecord,
    actor: User,
    keepers: list[User],
    reason: str,
    words_of_actor: str,
) -> Removal:
    """Take an item away from everybody at once, superusers and its author included.

    What it says, its versions, files, comments and logs go under seal, which only
    ``keepers`` open. Raises ``PermissionDenied`` for who may not, ``ValidationError``
    for anything but two people who serve the unit or one above it.
    """
    refuse_whoever_may_not(actor=actor, action="stop", record=record)
    _refuse_keepers(keepers, record)
    record = locked(record)
    if Removal.objects.of(record).sealed().exists():
        refuse(_("Somebody has done or asked for this already."))
    if pages_of(record).filter(numchild__gt=0).exists():
        refuse(_("Other pages lie below this one. Only a single item can be stopped."))
    shown = _taken(record, actor)
    removal = begin(
        record=record,
        kind=Kind.STOP,
        state=State.IN_FORCE,
        reason=reason,
        words=words_of_actor,
        actor=actor,
        shown=shown,
    )
    end(removal, State.IN_FORCE, actor=actor)
    end_cases(record)
    Keeper.objects.bulk_create(Keeper(removal=removal, person=one) for one in keepers)
    raise_tombstones(removal, pages_of(record))
    _enter(removal, Deed.STOPPED, actor, [one.full_name for one in keepers])
    _put_under_seal(removal)
    transaction.on_commit(lambda: tell_places(removal=removal))
    transaction.on_commit(cache.clear)
    return removal


def _refuse_keepers(keepers: list[User], record: EditorialRecord) -> None:
    if len({one.pk for one in keepers}) != KEEPERS:
        refuse(_("Name two different people."))
    units = Unit.objects.filter(
        pk__in=[record.unit_id, *Unit.objects.above(record.unit_id)]
    )
    serving = people_serving(units).filter(pk__in=[one.pk for one in keepers])
    if serving.distinct().count() != KEEPERS:
        refuse(_("Both people have to work for the unit, or for one above it."))


def _taken(record: EditorialRecord, actor: User) -> list[Shown]:
    """Take an item from readers; one that is no longer or not yet there has nothing."""
    shown: list[Shown] = []
    if pages_of(record).filter(live=True).exists():
        shown = take_from_readers(record, actor=actor)
    others = Removal.objects.of(record).open()
    for other in others:
        shown = shown or other.shown
        end(other, State.ENDED, actor=actor)
    return shown


def _put_under_seal(removal: Removal) -> None:
    record = removal.record
    found = list(pages_of(record).specific())
    keys = [page.pk for page in found]
    name = pages.name_of(record.code)
    own, shared = files.assets_of(keys, list(words.revisions_of(keys)))
    contents: dict[str, Any] = {
        "title": record.title,
        "pages": [],
        "words": words.take_words(record, keys, name),
        "former": words.take_former_addresses(keys),
        "shared": [asset.title for asset in shared],
        "files": [],
    }
    blank = {}
    for page in found:
        slug = f"dung-khan-{record.code}-{page.pk}"
        contents["pages"].append(pages.take_page(page, name=name, slug=slug))
        blank[page.pk] = pages.blank_content(page, name=name, slug=slug)
    for revision in words.revisions_of(keys):
        revision.content = blank[int(revision.object_id)]
        type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    contents["files"] = [files.take_asset(asset) for asset in own]
    words.forget_forms(keys)
    Vault.objects.create(removal=removal, sealed=seal.sealed(contents))


@transaction.atomic
def lift(*, removal: Removal, actor: User) -> Removal:
    """Give a stopped item back to its unit as a draft, word for word.

    Raises ``PermissionDenied`` for everybody but the two who were named.
    """
    removal = hold(removal)
    refuse_whoever_keeps_not(actor, removal)
    refuse_state(removal, State.IN_FORCE)
    contents = contents_of(removal)
    keys = [page["pk"] for page in contents["pages"]]
    for asset in contents["files"]:
        files.put_asset_back(asset)
    for page in contents["pages"]:
        pages.put_page_back(page)
    words.put_words_back(removal.record, keys, contents["words"])
    words.put_former_addresses_back(contents["former"])
    removal.vault.delete()
    removal = Removal.objects.select_related("record").get(pk=removal.pk)
    end(removal, State.ENDED, actor=actor)
    _enter(removal, Deed.RESUMED, actor, [])
    transaction.on_commit(lambda: files.forget_stored(contents["files"]))
    return removal


def _enter(removal: Removal, deed: Deed, actor: User, keepers: list[str]) -> None:
    """Evidence tells who and which hash, and nothing of what the item said."""
    enter(
        record=removal.record,
        deed=deed,
        actor=actor,
        unit=removal.record.unit,
        facts={
            "removal": removal.pk,
            "reason": removal.reason,
            "keepers": keepers,
            "pages": without_titles(removal.shown),
        },
    )

"""“Dừng khẩn” (ED-21): two named people and nobody else; purged by both together."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import TestCase

from cms.core.gate import HeldBackError, imported
from cms.core.holds import PAGE, RECORD, is_sealed
from cms.core.models import FormerAddress
from cms.evidence.models import Entry
from cms.takedown.kinds import Reason
from cms.takedown.models import Removal, Vault
from cms.takedown.sealing.contents import contents_of
from cms.takedown.services import lift, stop
from media_library.models import Image
from sites.models import Capability
from tests.factories.media import figure
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import living_portal
from tests.plugins.readers import Reader
from tests.takedown.conftest import ENGLISH, SECRET, TITLE, Desk, keepers, stopped

pytestmark = pytest.mark.django_db

# Tables that speak of everybody's things, and what is never about an item.
WORDS = (TITLE, ENGLISH, SECRET, "hoi-lang-dai-mo", "dai-mo-festival")


def tables_naming(words: tuple[str, ...]) -> set[str]:
    """Return the tables of the whole database in which one of the words stands."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            said = " ".join(row[0] for row in cursor.fetchall())
            escaped = [word.encode("unicode_escape").decode() for word in words]
            json_words = [json.dumps(word)[1:-1] for word in words]
            if any(word in said for word in (*words, *escaped, *json_words)):
                found.add(table)
    return found


def told(value: Any) -> Any:
    """Return a body without what its blocks leave empty, which saving adds."""
    if isinstance(value, dict):
        return {key: told(inner) for key, inner in value.items() if inner is not None}
    return [told(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.service_postgres
def test_no_table_says_a_word_any_more(desk: Desk, picture: Image) -> None:
    assert {"wagtailcore_page", "wagtailcore_revision"} <= tables_naming(WORDS)
    stopped(desk)
    assert tables_naming(WORDS) == set()


@pytest.mark.service_postgres
def test_lifted_it_is_a_draft_word_for_word(desk: Desk, picture: Image) -> None:
    pages = [page.serializable_data() for page in desk.pages()]
    before = tables_naming(WORDS)
    with picture.file.open() as file:
        bytes_before = file.read()
    removal = stopped(desk)
    assert Image.objects.count() == 0
    with TestCase.captureOnCommitCallbacks(execute=True):
        lift(removal=removal, actor=desk.publisher)
    for page, old in zip(desk.pages(), pages, strict=True):
        new = page.serializable_data()
        for content in (old, new):
            content["body"] = told(json.loads(content["body"]))
        changed = {key for key in old if old[key] != new[key]}
        assert changed <= {"live", "has_unpublished_changes", "live_revision"}, changed
        assert not page.live
    assert tables_naming(WORDS) == before | {"takedown_removal"}
    back = Image.objects.get(pk=picture.pk)
    assert back.title == SECRET
    with back.file.open() as file:
        assert file.read() == bytes_before
    assert FormerAddress.objects.count() == 1
    assert not Vault.objects.exists()
    assert [page.get_latest_revision_as_object().title for page in desk.pages()] == [
        TITLE,
        ENGLISH,
    ]


def test_readers_hear_that_it_is_gone_and_no_title(desk: Desk, reader: Reader) -> None:
    paths = [desk.path(desk.page), desk.path(desk.english), desk.short]
    stopped(desk)
    for path in paths:
        answer = reader.get(desk.host, path)
        assert answer.status_code == 410
        assert TITLE not in answer.content.decode()


def test_files_lie_apart_and_under_no_address(
    desk: Desk, picture: Image, reader: Reader
) -> None:
    was = picture.file.name
    removal = stopped(desk)
    assert not default_storage.exists(was)
    stored = contents_of(removal)["files"][0]["files"]["file"]["now"]
    assert stored.startswith("private/")
    assert default_storage.exists(stored)
    for path in (default_storage.url(stored), f"/media/{stored}"):
        assert reader.get(desk.host, path).status_code == 404


def test_a_file_that_others_show_stays(desk: Desk, picture: Image) -> None:
    NewsPageFactory.create(parent=desk.living.section, body=[figure(picture)])
    removal = stopped(desk)
    assert Image.objects.get().pk == picture.pk
    assert contents_of(removal)["shared"] == [SECRET]


def test_only_the_board_stops_and_names_two_of_the_unit(desk: Desk) -> None:
    stranger = person_of(living_portal().unit, Capability.HEAD_OF_UNIT)
    asked: dict[str, Any] = {"record": desk.record, "reason": Reason.SECRECY}
    asked["words_of_actor"] = "x"
    for actor in (desk.editor, stranger):
        with pytest.raises(PermissionDenied):
            stop(actor=actor, keepers=keepers(desk), **asked)
    for two in ([desk.head], [desk.head, desk.head], [desk.head, stranger]):
        with pytest.raises(ValidationError):
            stop(actor=desk.head, keepers=two, **asked)
    assert [page.live for page in desk.pages()] == [True, True]
    assert not Removal.objects.exists()
    assert not Entry.objects.exists()


def test_doors_are_shut_to_everybody(desk: Desk) -> None:
    stopped(desk)
    assert is_sealed(PAGE, desk.page.pk)
    assert is_sealed(PAGE, str(desk.english.pk))
    assert is_sealed(RECORD, desk.record.pk)
    assert not is_sealed(PAGE, desk.living.section.pk)
    assert not is_sealed(PAGE, "x")
    page = desk.pages()[0]
    with pytest.raises(HeldBackError), imported():
        page.save_revision().publish()


def test_the_index_of_references_and_of_search_agree(
    desk: Desk, picture: Image
) -> None:
    stopped(desk)
    call_command("rebuild_references_index", verbosity=0)
    with pytest.raises(ValidationError):
        stopped(desk)

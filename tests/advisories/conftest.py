"""Two units that share nothing but the house, each with one of everything.

They are made once: pytest-django lets a test's transaction stand inside a longer one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import DjangoDbBlocker

from cms.core.models import EditorialRecord, Event
from cms.corrections.models import MistakeReport
from cms.news.models import NewsPage
from cms.users.models import User
from media_library.models import Document, Image, Media
from sites.models import Capability
from tests.admin import admin_client
from tests.factories.core import EventFactory
from tests.factories.corrections import MistakeReportFactory
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal

REFUSALS = {403, 404}


@dataclass(frozen=True)
class Side:
    """A unit with all it owns; every name carries the side's ``word``.

    It is in plain letters, because JSON writes others as numbers.
    """

    word: str
    living: Living
    person: User  # holds the widest roles that a unit has
    page: NewsPage
    image: Image
    document: Document
    media: Media
    event: Event
    report: MistakeReport

    @property
    def client(self) -> Client:
        return admin_client(self.person)

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.page.translation_key)


def side(word: str) -> Side:
    living = living_portal()
    person = person_of(
        living.unit, Capability.UNIT_ADMIN, Capability.EDITOR, full_name=f"Bà {word}"
    )
    place = living.portal.collection
    page = NewsPageFactory.create(parent=living.section, title=f"Tin {word}")
    return Side(
        word,
        living,
        person,
        page,
        ImageFactory.create(
            title=f"Ảnh {word}", description=f"Hình {word}", collection=place
        ),
        DocumentFactory.create(title=f"Tệp {word}", collection=place),
        MediaFactory.create(title=f"Phim {word}", collection=place),
        EventFactory.create(name=f"Hội {word}", unit=living.unit, is_public=False),
        MistakeReportFactory.create(page=page, passage=f"Câu {word}"),
    )


@contextmanager
def longer_transaction(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is made inside for several tests, and take it back after them."""
    with blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="package")
def sides(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, _own_folders: None
) -> Iterator[dict[str, Side]]:
    with longer_transaction(django_db_blocker):
        with django_db_blocker.unblock():
            made = {word: side(word) for word in ("Sapoche", "Actiso")}
        yield made


@pytest.fixture
def own(db: None, sides: dict[str, Side]) -> Side:
    return deepcopy(sides["Sapoche"])


@pytest.fixture
def other(db: None, sides: dict[str, Side]) -> Side:
    return deepcopy(sides["Actiso"])


@pytest.fixture
def keeper(db: None) -> Client:
    return admin_client(UserFactory.create(superuser=True))


def shut(response: HttpResponseBase, word: str) -> bool:
    """Tell whether a door stayed shut and let nothing through the keyhole."""
    content: bytes = getattr(response, "content", b"")
    leads_home = response.status_code == 302 and response["Location"] == "/admin/"
    return (
        response.status_code in REFUSALS or leads_home
    ) and word not in content.decode()

"""An item with a chain, a folder for signatures, and the hands of a database's owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.core.models import EditorialRecord
from cms.evidence.content import content_hash
from cms.evidence.guards import GUARDS
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.evidence.services import enter
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal


@dataclass(frozen=True)
class Item:
    living: Living
    page: NewsPage
    head: User

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.page.translation_key)

    @property
    def entries(self) -> list[Entry]:
        return list(Entry.objects.of(self.record))

    @property
    def hash(self) -> str:
        return content_hash(NewsPage.objects.get(pk=self.page.pk), self.record)

    def enter(self, deed: Deed, **values: Any) -> Entry:
        """Add an entry, by the unit's head if nobody else is named."""
        told = {"actor": self.head, "page": self.page, **values}
        return enter(record=self.record, deed=deed, **told)

    def release(self, **values: Any) -> Entry:
        live = NewsPage.objects.get(pk=self.page.pk)
        return self.enter(
            Deed.RELEASED,
            revision_id=live.live_revision_id,
            content_hash=self.hash,
            **values,
        )


def new_item(title: str = "Khai mạc chiến dịch tiêm bổ sung vắc-xin sởi") -> Item:
    living = living_portal()
    page = NewsPageFactory.create(parent=living.section, title=title)
    head = person_of(living.unit, Capability.HEAD_OF_UNIT)
    return Item(living, page, head)


@pytest.fixture
def item(folder: Path) -> Item:
    return new_item()


@pytest.fixture
def chain(item: Item) -> Item:
    """Return an item that went its way: submitted, returned, approved, released."""
    item.enter(Deed.SUBMITTED)
    item.enter(Deed.RETURNED, remark="Bổ sung phiếu đồng ý của phụ huynh cho ảnh 1.")
    item.enter(Deed.APPROVED, facts={"declared": ["secrecy"], "step": 2})
    item.release()
    return item


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return the empty folder where evidence is signed."""
    settings.SECURITY_LOG_HEADS = tmp_path / "heads"
    return tmp_path / "heads" / "evidence"


@contextmanager
def tampering() -> Iterator[None]:
    """Switch the guards off, as only the owner of the database can."""
    connection.check_constraints()  # PostgreSQL alters no table that has events waiting
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in GUARDS.tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            connection.check_constraints()
            for table in GUARDS.tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            for name in GUARDS.names:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for statement in GUARDS.sqlite:
                cursor.execute(statement)


def tamper(entry: Entry, **values: Any) -> None:
    with tampering():
        Entry.objects.filter(pk=entry.pk).update(**values)


def age(item: Item, days: int) -> None:
    """Let the item's entries be written so many days ago, sealed as if they had been."""
    with tampering():
        for entry in item.entries:
            entry.happened_at -= timedelta(days=days)
            entry.save()


def run(command: str, *codes: str, **options: object) -> str:
    out = StringIO()
    call_command(command, *codes, stdout=out, **options)
    return out.getvalue().strip()


def found(*codes: str) -> list[str]:
    """Return the faults that ``verify_evidence`` prints before it ends with status 1."""
    errors = StringIO()
    with pytest.raises(CommandError, match="Hồ sơ chứng cứ không toàn vẹn"):
        call_command("verify_evidence", *codes, stderr=errors)
    return errors.getvalue().splitlines()

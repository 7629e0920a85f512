"""A portal with an item, its editor, and a reader who found a mistake in it."""

from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.corrections.sights import FASTEST
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

WORDS = {
    "passage": "Hội mở từ mồng 6 Tết",
    "problem": "Năm nay hội mở từ mồng 10.",
    "suggestion": "Hội mở từ mồng 10 Tết",
}


@dataclass(frozen=True)
class Desk:
    """A unit's portal, its editor, and one item that readers read."""

    living: Living
    editor: User
    page: NewsPage

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.page.translation_key)

    @property
    def form_path(self) -> str:
        return f"/-/{self.record.code}/bao-sai-sot/"


def desk(title: str, **portal: Any) -> Desk:
    living = living_portal(**portal)
    page = NewsPageFactory.create(parent=living.section, title=title)
    return Desk(living, person_of(living.unit, Capability.EDITOR), page)


def desk_in_two_languages() -> Desk:
    living = living_portal("vi", "en")
    page = NewsPageFactory.create(parent=living.section, title="Hội làng")
    publish(living.section.copy_for_translation(locale("en")))
    english = page.copy_for_translation(locale("en"))
    english.title = "Village fair"
    publish(english)
    return Desk(living, UserFactory.create(), page)


@pytest.fixture
@kept
def here() -> Desk:
    return desk("Hội làng Đại Mỗ mở cửa")


@pytest.fixture
@kept
def elsewhere() -> Desk:
    return desk("Chợ nổi họp phiên cuối")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    """Return a clock at ten past: what is counted by the hour never meets its end."""
    started = Clock(monkeypatch)
    started.forward(timezone.now().replace(minute=10) - timezone.now())
    return started


@dataclass
class Clock:
    """Lets time go by between opening a form and sending it."""

    monkeypatch: pytest.MonkeyPatch

    def forward(self, span: Any) -> None:
        moment = timezone.now() + span
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@dataclass(frozen=True)
class Correspondent:
    """A reader who opens the form of an item and sends it."""

    reader: Reader
    clock: Clock

    def opened(self, place: Desk, path: str = "") -> dict[str, str]:
        """Return what the form would send as it stands, once there was time to read."""
        answer = self.reader.get(place.living.host, path or place.form_path)
        self.clock.forward(FASTEST * 2)
        return fields(answer)

    def send(
        self, place: Desk, *, path: str = "", address: str = "", **words: str
    ) -> HttpResponse:
        """Open the form, fill it in, send it."""
        sent = {**self.opened(place, path), **WORDS, **words}
        return self.post(place, sent, path=path, address=address)

    def post(
        self, place: Desk, sent: dict[str, str], *, path: str = "", address: str = ""
    ) -> HttpResponse:
        where = {"REMOTE_ADDR": address} if address else {}
        return self.reader.post(
            place.living.host, path or place.form_path, data=sent, **where
        )


def page_of(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def fields(answer: HttpResponse) -> dict[str, str]:
    form = page_of(answer).select_one("main form")
    assert form is not None, answer.status_code
    return {
        str(field["name"]): str(field.get("value", "")) or field.get_text().lstrip("\n")
        for field in form.select("input[name], textarea[name]")
    }


def faults(answer: HttpResponse) -> list[str]:
    """Return what stands in the summary of faults, line by line."""
    lines = page_of(answer).select(".faults li, .faults p")
    return [" ".join(line.get_text().split()) for line in lines]


@pytest.fixture
def correspondent(reader: Reader, clock: Clock) -> Correspondent:
    return Correspondent(reader, clock)

"""One unit with its board, a writer, and an item that is out in two languages."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import TestCase

from cms.core.gate import imported, released
from cms.core.models import EditorialRecord
from cms.core.services import keep_former_address
from cms.news.models import NewsPage
from cms.takedown.kinds import Reason
from cms.takedown.models import Removal
from cms.takedown.services import ask, stop, take_down
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal, locale
from tests.plugins.kept import kept

TITLE = "Hội làng Đại Mỗ mở cửa"
ENGLISH = "Dai Mo village festival opens"
SECRET = "Bí mật zyxgamma"
WORDS = "Số người dự ghi nhầm."


@dataclass(frozen=True)
class Desk:
    """Everybody who has to do with the item."""

    living: Living
    page: NewsPage
    english: NewsPage
    publisher: User
    head: User
    editor: User

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.page.translation_key)

    @property
    def host(self) -> str:
        return self.living.host

    def path(self, page: NewsPage) -> str:
        address = page.address()
        assert address is not None
        return "/" + address.split("/", 3)[3]

    @property
    def short(self) -> str:
        return f"/-/{self.record.code}/"

    def pages(self) -> list[Any]:
        return [
            NewsPage.objects.get(pk=self.page.pk),
            NewsPage.objects.get(pk=self.english.pk),
        ]

    def asked(self, **values: Any) -> dict[str, Any]:
        return {
            "record": self.record,
            "reason": Reason.WRONG,
            "words": WORDS,
            **values,
        }


@pytest.fixture
@kept
def desk(db: None) -> Desk:
    with imported():
        living = living_portal("vi", "en")
        page = NewsPageFactory.create(parent=living.section, title=TITLE)
        section = living.section.copy_for_translation(locale("en"), copy_parents=True)
        section.save_revision().publish()
        english = page.copy_for_translation(locale("en"))
        english.title, english.slug = ENGLISH, "dai-mo-festival"
        english.save_revision().publish()
    unit = living.unit
    return Desk(
        living,
        NewsPage.objects.get(pk=page.pk),
        NewsPage.objects.get(pk=english.pk),
        person_of(unit, Capability.PUBLISHER, full_name="Lê Thị Ánh"),
        person_of(unit, Capability.HEAD_OF_UNIT, full_name="Trần Văn An"),
        person_of(unit, Capability.EDITOR, full_name="Nguyễn Thị Minh Hà"),
    )


def renamed(page: Any, slug: str) -> None:
    """Give a live page another address, as the form does; the old one leads on."""
    before = page.url_path
    page.slug = slug
    with released(pages=[page.pk]):
        page.save_revision().publish()
    page.refresh_from_db()
    keep_former_address(page=page, url_path_before=before)


def keepers(desk: Desk) -> list[User]:
    return [desk.head, desk.publisher]


def stopped(desk: Desk, **values: Any) -> Removal:
    asked = {"record": desk.record, "reason": Reason.SECRECY, **values}
    with TestCase.captureOnCommitCallbacks(execute=True):
        return stop(
            actor=desk.head,
            keepers=keepers(desk),
            words_of_actor=f"Lộ {SECRET}",
            **asked,
        )


@pytest.fixture
def picture(desk: Desk) -> Image:
    """A picture that only this item shows, and a draft that tells more."""
    image: Image = ImageFactory.create(
        title=SECRET, collection=desk.living.portal.collection
    )
    page = desk.pages()[0]
    page.body = [("text", f"<p>{SECRET} trong bài.</p>"), figure(image)]
    with released(pages=[page.pk]):
        page.save_revision(user=desk.editor).publish()
    renamed(page, "dia-chi-khac")
    return image


def taken_down(desk: Desk, **values: Any) -> Removal:
    asked = ask(actor=desk.editor, **desk.asked(**values))
    with TestCase.captureOnCommitCallbacks(execute=True):
        return take_down(removal=asked, actor=desk.head)

"""What exactly was released, and what does not belong to it (T9)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone as fixed
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.core.models import EditorialRecord
from cms.evidence.content import canonical_content, content_hash
from cms.news.models import Byline, NewsPage
from media_library.models import Image, ImageText
from tests.factories.core import TopicFactory
from tests.factories.media import DocumentFactory, ImageFactory, figure, picture_bytes
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal, locale
from tests.factories.publishing import publish, store
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

SHOWN_AT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
def inside() -> Image:
    made: Image = ImageFactory.create(title="Trong bài", colour="green")
    return made


@pytest.fixture
def item(living: Living, inside: Image) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section,
        lead_image=ImageFactory.create(title="Ảnh chính"),
        body=[
            ("text", "<p>Một.</p>"),
            figure(inside),
            ("download", {"document": DocumentFactory.create(), "label": ""}),
        ],
    )
    return made


def record_of(item: NewsPage) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=item.translation_key)


def hash_of(item: NewsPage) -> str:
    """Return the hash of the live page as another process would compute it."""
    return content_hash(NewsPage.objects.get(pk=item.pk), record_of(item))


def published(item: NewsPage, **values: Any) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    publish(item)


def lead(item: NewsPage) -> Image:
    image: Image | None = item.lead_image
    assert image is not None
    return image


def replace_bytes(item: NewsPage, image: Image) -> None:
    image.file = ContentFile(picture_bytes("black"), "anh.png")
    image.save()


def write_text(item: NewsPage, image: Image, code: str = "vi") -> None:
    store(ImageText(image=image, locale=locale(code), alt="Sân gạch"))


def set_desk(**values: Any) -> Callable[[NewsPage, Image], None]:
    def change(item: NewsPage, image: Image) -> None:
        EditorialRecord.objects.filter(page_id=item.pk).update(**values)

    return change


def make_someone_liable(item: NewsPage, image: Image) -> None:
    set_desk(liable_person=UserFactory.create())(item, image)


def make_a_unit_liable(item: NewsPage, image: Image) -> None:
    set_desk(liable_unit=UnitFactory.create())(item, image)


def set_page(**values: Any) -> Callable[[NewsPage, Image], None]:
    return lambda item, image: published(item, **values)


def rename(image: Image, **values: Any) -> None:
    Image.objects.filter(pk=image.pk).update(**values)


CHANGES: dict[str, Callable[[NewsPage, Image], None]] = {
    "title": set_page(title="Khác"),
    "summary": set_page(summary="Khác"),
    "body": set_page(body=[("text", "<p>Hai.</p>")]),
    "kicker": set_page(kicker="Lễ hội"),
    "event date": set_page(event_date=date(2026, 11, 20)),
    "form": set_page(form="video"),
    "source": set_page(source_name="Báo Tỉnh"),
    "address": set_page(slug="khac"),
    "byline": lambda item, image: published(item, bylines=[Byline(name="Khác")]),
    "topics": lambda item, image: published(item, topics=[TopicFactory.create()]),
    "bytes of the main picture": lambda item, image: replace_bytes(item, lead(item)),
    "bytes of a picture inside": replace_bytes,
    "alternative text": write_text,
    "description": lambda item, image: rename(image, description="Khác"),
    "credit": lambda item, image: rename(image, credit="Khác"),
    "liable person": make_someone_liable,
    "liable unit": make_a_unit_liable,
    "tier": set_desk(tier="commune", tier_reason="Đáng nhân rộng."),
    "political": set_desk(is_political=True),
    "spokesperson": set_desk(is_spokesperson=True),
    "sensitive": set_desk(is_sensitive=True),
    "embargo": set_desk(embargo_until=SHOWN_AT),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_hash_changes_with(
    item: NewsPage, inside: Image, change: Callable[[NewsPage, Image], None]
) -> None:
    before = hash_of(item)
    change(item, inside)
    assert hash_of(item) != before


def lock(item: NewsPage, image: Image) -> None:
    item.locked, item.locked_at, item.locked_by = (
        True,
        timezone.now(),
        UserFactory.create(),
    )
    item.save()


def comment(item: NewsPage, image: Image) -> None:
    item.wagtail_admin_comments.create(
        user=UserFactory.create(), text="Sửa lại", contentpath="title"
    )


def schedule(item: NewsPage, image: Image) -> None:
    item.go_live_at = timezone.now() + timedelta(days=1)
    item.expire_at = timezone.now() + timedelta(days=2)
    item.save()


def draft_something(item: NewsPage, image: Image) -> None:
    draft = item.get_latest_revision_as_object()
    draft.title = "Nháp"
    draft.save_revision()


OTHERS: dict[str, Callable[[NewsPage, Image], None]] = {
    "nothing": lambda item, image: None,
    "a lock": lock,
    "a comment": comment,
    "a schedule": schedule,
    "a draft": draft_something,
    "unpublishing": lambda item, image: item.unpublish(),
    "publishing again": lambda item, image: publish(item),
    "another page beside it": lambda item, image: NewsPageFactory.create(
        parent=item.get_parent().specific
    ),
    "a picture nobody refers to": lambda item, image: ImageFactory.create(),
    "an alternative text in another language": lambda item, image: write_text(
        item, image, "en"
    ),
    "what the desk is told": set_desk(title="Khác", code="0000000000"),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_the_hash_does_not_change_with(
    item: NewsPage, inside: Image, change: Callable[[NewsPage, Image], None]
) -> None:
    before = hash_of(item)
    change(item, inside)
    assert hash_of(item) == before


def test_a_draft_and_what_is_published_from_it_have_one_hash(item: NewsPage) -> None:
    draft = item.get_latest_revision_as_object()
    draft.bylines = [Byline(name="Trúc Quân"), Byline(name="Bảo Long")]
    topics = [TopicFactory.create(), TopicFactory.create()]
    draft.topics.set(topics[::-1])
    draft.source_published_at = SHOWN_AT.astimezone(fixed(timedelta(hours=7)))
    draft.body = [*draft.body.raw_data, {"type": "text", "value": "<p>Ba.</p>"}]
    revision = draft.save_revision()
    submitted = content_hash(revision.as_object(), record_of(item))
    assert submitted != hash_of(item)
    publish(revision)
    assert hash_of(item) == submitted


def test_every_asset_is_listed_once_by_its_identity(
    item: NewsPage, inside: Image
) -> None:
    files = canonical_content(item, record_of(item))["files"]
    assert [file["id"].split(":")[0] for file in files] == [
        "media_library.document",
        "media_library.image",
        "media_library.image",
    ]
    told = {file["id"]: file["sha256"] for file in files}
    assert told[f"media_library.image:{inside.public_id}"] == inside.sha256


def test_hashing_a_draft_leaves_the_index_of_references_alone(item: NewsPage) -> None:
    draft = item.get_latest_revision_as_object()
    draft.body, draft.lead_image = [], None
    before = ReferenceIndex.get_references_for_object(item).count()
    assert canonical_content(draft, record_of(item))["files"] == []
    assert ReferenceIndex.get_references_for_object(item).count() == before > 0


def test_the_hash_is_a_sha256_in_hex(item: NewsPage) -> None:
    assert len(bytes.fromhex(hash_of(item))) == 32

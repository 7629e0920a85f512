"""Words outside pages, and files, that readers see: guarded below all forms and lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from cms.core.gate import imported
from cms.core.words import NotAgreedError, StillUsedError, places_of, vouched
from cms.news.models import NewsPage
from media_library.models import Document, Image, ImageText
from sites.models import Branding, MenuItem, OwnerText, PortalStatus, Unit
from tests.admin import admin_client, words
from tests.factories.media import DocumentFactory, ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import (
    Living,
    MenuItemFactory,
    UnitFactory,
    living_portal,
    locale,
)
from tests.factories.publishing import store, take_away

pytestmark = pytest.mark.django_db
Write = Callable[[Living], object]


def rename(living: Living) -> object:
    row = OwnerText.objects.get(portal=living.portal)
    row.name = "Tên khác"
    return row.save()


def add(living: Living) -> object:
    return MenuItem.objects.create(
        portal=living.portal, locale=locale("vi"), title="Mới", url="https://x.example"
    )


def rename_unit(living: Living) -> object:
    living.unit.short_name = "Sở khác"
    return living.unit.save()


WRITES: dict[str, Write] = {
    "of its unit": rename_unit,
    "saved": rename,
    "made": add,
    "update_or_create": lambda living: OwnerText.objects.update_or_create(
        portal=living.portal, locale=locale("vi"), defaults={"name": "Tên khác"}
    ),
    "by its portal": lambda living: living.portal.menu_items.get().delete(),
    "all at once": lambda living: Branding.objects.filter(
        portal=living.portal
    ).delete(),
}


def rows() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (OwnerText, MenuItem, Branding, ImageText, Unit)
    ]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("status", [PortalStatus.OPEN, PortalStatus.FROZEN])
def test_rows_of_a_portal_in_front_of_readers_stay(
    write: Write, status: PortalStatus
) -> None:
    living = living_portal(status=status)
    MenuItemFactory.create(portal=living.portal)
    before = rows()
    with pytest.raises(NotAgreedError, match="người thứ hai"), atomic():
        write(living)
    assert rows() == before
    with vouched():
        write(living)
    assert rows() != before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_rows_of_a_portal_on_trial_are_free(write: Write) -> None:
    living = living_portal(status=PortalStatus.TRIAL)
    MenuItemFactory.create(portal=living.portal)
    before = rows()
    write(living)
    assert rows() != before


def test_what_says_the_same_is_stored_and_what_is_brought_in_is_evident() -> None:
    living = living_portal()
    OwnerText.objects.get().save()
    with imported():
        rename(living)
    assert OwnerText.objects.get().name == "Tên khác"


def test_rows_go_with_their_page_and_portal() -> None:
    living = living_portal()
    MenuItemFactory.create(portal=living.portal, url="", page=living.section)
    take_away(Page.objects.get(pk=living.section.pk))
    assert not MenuItem.objects.exists()


@pytest.fixture
def item() -> NewsPage:
    image = ImageFactory.create(title="Sân đình")
    page: NewsPage = NewsPageFactory.create(
        parent=living_portal().section, title="Hội làng", lead_image=image
    )
    return page


def image_of(item: NewsPage) -> Image:
    found: Image = Image.objects.get(pk=item.lead_image_id)
    return found


def test_words_about_a_picture_that_readers_see_stay(item: NewsPage) -> None:
    image = image_of(item)
    with pytest.raises(NotAgreedError, match="Sân đình"):
        ImageText.objects.create(image=image, locale=locale("vi"), alt="Sân gạch")
    assert not ImageText.objects.exists()
    text = ImageText(image=image, locale=locale("vi"), alt="Sân gạch")
    store(text)
    with pytest.raises(NotAgreedError), atomic():
        image.texts.all().delete()
    assert ImageText.objects.get() == text
    other = ImageText.objects.create(
        image=ImageFactory.create(), locale=locale("vi"), alt="Khác"
    )
    other.delete()


def test_a_file_that_readers_see_is_not_deleted(item: NewsPage) -> None:
    image = image_of(item)
    with pytest.raises(StillUsedError, match="“Sân đình” ở “Hội làng”"), atomic():
        image.delete()
    with pytest.raises(StillUsedError), atomic():
        Image.objects.all().delete()
    assert Image.objects.get() == image
    with imported():
        item.unpublish()
    image.delete()
    assert not Image.objects.exists()


def test_places_are_named_a_few_at_a_time_and_closed_ones_counted() -> None:
    living = living_portal()
    image = ImageFactory.create(title="Sân đình")
    titles = ["Tin một", "Tin hai", "Tin ba", "Tin bốn"]
    for title in titles:
        NewsPageFactory.create(parent=living.section, title=title, body=[figure(image)])
    closed = NewsPageFactory.create(
        parent=living.section, title="Tin nội bộ", body=[figure(image)]
    )
    PageViewRestriction.objects.create(page=closed.page_ptr, restriction_type="login")
    assert sorted(places_of(image)) == sorted(
        [*(f"“{title}”" for title in titles), "1 trang giới hạn người xem"]
    )
    with pytest.raises(StillUsedError, match="và 2 nơi khác") as caught:
        image.delete()
    assert "Tin nội bộ" not in str(caught.value)


def test_an_emblem_is_not_deleted() -> None:
    living, image = living_portal(), ImageFactory.create()
    branding = Branding.objects.get()
    branding.emblem = image
    store(branding)
    assert places_of(image) == [f"giao diện của {living.unit.name}"]
    with pytest.raises(StillUsedError), atomic():
        image.delete()
    assert Image.objects.get() == image


def test_what_other_rows_need_is_said_and_nothing_falls_over() -> None:
    """The database protects the emblem of a unit that ended; Wagtail's views fall over.

    Where its index knows of the emblem they ask for no deletion to begin with.
    """
    kept = ImageFactory.create()
    UnitFactory.create(emblem=kept)
    ReferenceIndex.objects.filter(to_object_id=str(kept.pk)).delete()
    client = admin_client(UserFactory.create(superuser=True))
    address = reverse("wagtailimages:delete", args=[kept.pk])
    said = words(client.post(address, follow=True), ".messages")
    assert said.startswith("Không xóa được; còn cần cho: đơn vị.")
    assert Image.objects.get() == kept


MANY = ["media_library", "image", "delete"]
DOORS: dict[str, Callable[[Image, Image], str]] = {
    "one": lambda file, _other: reverse("wagtailimages:delete", args=[file.pk]),
    "many": lambda file, other: (
        f"{reverse('wagtail_bulk_action', args=MANY)}?id={file.pk}&id={other.pk}"
    ),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_every_door_says_where_a_picture_stands(
    item: NewsPage, door: Callable[[Image, Image], str]
) -> None:
    image = image_of(item)
    unused = ImageFactory.create()
    client = admin_client(UserFactory.create(superuser=True))
    sent = {"next": "/admin/images/"}
    answer = client.post(door(image, unused), sent, follow=True)
    assert "“Sân đình” ở “Hội làng”" in words(answer, ".messages")
    assert set(Image.objects.all()) == {image, unused}


def test_a_document_of_a_live_page_is_not_deleted() -> None:
    file = DocumentFactory.create(title="Kế hoạch")
    body = [("download", {"document": file, "label": ""})]
    NewsPageFactory.create(parent=living_portal().section, title="Tin", body=body)
    client = admin_client(UserFactory.create(superuser=True))
    address = reverse("wagtaildocs:delete", args=[file.pk])
    answer = client.post(address, follow=True)
    assert "“Kế hoạch” ở “Tin”" in words(answer, ".messages")
    assert Document.objects.get() == file


def test_a_refusal_breaks_no_transaction() -> None:
    """What is written after it, a session among others, is stored."""
    living, image = living_portal(), ImageFactory.create()
    NewsPageFactory.create(parent=living.section, lead_image=image)
    with pytest.raises(StillUsedError):
        image.delete()
    assert connection.needs_rollback is False
    assert Image.objects.get() == image

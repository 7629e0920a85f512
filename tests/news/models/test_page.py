"""The news item: where it may lie, and what it must name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.models import ContentForm, Origin
from cms.core.projections import RevisionFacts
from cms.news.models import AlsoShownIn, Byline, BylineRole, NewsPage
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

AT_SOURCE = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
SOURCE: dict[str, Any] = {
    "source_name": "Báo Tỉnh",
    "source_url": "https://bao.example/bai",
    "source_published_at": AT_SOURCE,
}


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def test_there_are_eight_forms() -> None:
    assert ContentForm.values == [
        *("tin", "phan_anh", "tuong_thuat", "tong_hop", "phong_su_anh", "video"),
        *("do_hoa", "phan_bac"),
    ]


def test_an_item_lies_in_sections_only_and_holds_nothing() -> None:
    assert [model._meta.label for model in NewsPage.allowed_parent_page_models()] == [
        "pages.SectionPage"
    ]
    assert NewsPage.allowed_subpage_models() == []


@pytest.mark.parametrize("missing", list(SOURCE))
def test_what_is_republished_names_its_source_address_and_time(
    living: Living, missing: str
) -> None:
    """NĐ 147/2024."""
    item = NewsPageFactory.create(parent=living.section)
    for name, value in {**SOURCE, "origin": Origin.REPUBLISHED}.items():
        setattr(item, name, value)
    setattr(item, missing, None if missing == "source_published_at" else "")
    with pytest.raises(ValidationError) as refusal:
        item.save_revision()
    assert refusal.value.message_dict == {
        missing: [_("A re-published item names its source, its address and its time.")]
    }
    assert NewsPage.objects.get().origin == Origin.OWN


def test_a_whole_source_is_accepted(living: Living) -> None:
    item = NewsPageFactory.create(
        parent=living.section, origin=Origin.REPUBLISHED, **SOURCE
    )
    assert item.live
    assert item.source_name == "Báo Tỉnh"


def test_the_units_own_items_name_no_source(living: Living) -> None:
    NewsPageFactory.create(parent=living.section).full_clean()


def test_a_new_item_is_checked_before_it_knows_its_place(living: Living) -> None:
    """The admin's form validates a page that lies nowhere yet."""
    item = NewsPage(title="Mới", slug="moi", locale=living.home.locale)
    item.also_shown_in = [AlsoShownIn(section=living.section)]
    item._check_sections()


def test_a_section_of_another_portal_is_refused(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    item.also_shown_in = [AlsoShownIn(section=living_portal().section)]
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert refusal.value.messages == [
        _("An item can only be shown in sections of its own portal.")
    ]


def test_the_same_section_is_named_once(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section, also_in=[living.section])
    assert str(item.also_shown_in.get()) == "Văn hóa"


def test_the_byline_names_makers_in_their_order(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section, authors=[])
    item.bylines = [
        Byline(name="Phim", role=BylineRole.VIDEO),
        Byline(name="Ảnh", role=BylineRole.PHOTO),
        Byline(name="Lời", role=BylineRole.AUTHOR),
        Byline(name="Dịch", role=BylineRole.TRANSLATOR),
    ]
    assert item.byline_names == "Ảnh, Lời"
    assert str(item.bylines.first()) == "Phim"


def test_the_desk_is_told_what_a_revision_says(living: Living) -> None:
    event, topic = EventFactory.create(), TopicFactory.create(name="Di sản")
    item = NewsPageFactory.create(
        parent=living.section,
        form=ContentForm.REPORT,
        event=event,
        event_date=date(2026, 11, 20),
        origin=Origin.REPUBLISHED,
        **SOURCE,
    )
    item.topics.set([topic])
    assert item.revision_facts() == RevisionFacts(
        form="tuong_thuat",
        event_id=event.pk,
        event_date=date(2026, 11, 20),
        byline="Hạ Miên",
        topics=("Di sản",),
        origin="republished",
        **SOURCE,
    )


def test_every_translatable_field_has_its_rule() -> None:
    """With the languages issue each field is translated or kept in step."""
    ruled = {field.field_name for field in NewsPage.override_translatable_fields}
    own = {
        "form", "kicker", "lead_image", "lead_caption", "lead_credit", "body", "event",
        "event_date", "topics", "origin", "source_name", "source_url",
        "source_published_at", "bylines", "also_shown_in", "title", "summary",
        "listing_image", "corrections",
    }  # fmt: skip
    assert ruled == own

"""The desk reads the newest revision, readers the live page (T6, T7)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.models import EditorialRecord, Origin
from cms.core.services import project_revision
from cms.news.models import Byline, BylineRole, NewsPage
from sites import stamps
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal, locale
from tests.factories.publishing import publish, store
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

AT_SOURCE = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    """Return a live item with facts of every kind."""
    made: NewsPage = NewsPageFactory.create(
        parent=living.section,
        title="Hội làng Gò Nổi",
        form="tin",
        event=EventFactory.create(name="Hội làng"),
        event_date=date(2026, 11, 20),
        authors=["Hạ Miên"],
    )
    return made


def record_of(page: Page) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=page.translation_key)


def draft_of(page: NewsPage) -> NewsPage:
    """Change every fact that readers see, as an editor does on a live page."""
    draft: NewsPage = page.get_latest_revision_as_object()
    draft.title = "Hội làng dời ngày"
    draft.form = "tuong_thuat"
    draft.event = EventFactory.create(name="Hội làng mới")
    draft.event_date = date(2026, 11, 27)
    draft.bylines = [Byline(name="Trúc Quân"), Byline(name="Bảo Long")]
    draft.origin = Origin.REPUBLISHED
    draft.source_name = "Báo Tỉnh"
    draft.source_url = "https://bao.example/hoi-lang"
    draft.source_published_at = AT_SOURCE
    draft.topics.set([TopicFactory.create(name="Lễ hội")])
    return draft


def facts(thing: Any) -> dict[str, Any]:
    """Return what the desk shows of an item."""
    names = ("title", "form", "event_date", "byline", "topic_names", "origin")
    return {name: getattr(thing, name) for name in names}


PUBLISHED = {
    "title": "Hội làng Gò Nổi",
    "form": "tin",
    "event_date": date(2026, 11, 20),
    "byline": "Hạ Miên",
    "topic_names": "",
    "origin": "own",
}
CHANGED = {
    "title": "Hội làng dời ngày",
    "form": "tuong_thuat",
    "event_date": date(2026, 11, 27),
    "byline": "Trúc Quân, Bảo Long",
    "topic_names": "Lễ hội",
    "origin": "republished",
}


def test_a_drafts_facts_are_in_the_record_at_once(item: NewsPage) -> None:
    """T7, first direction."""
    assert facts(record_of(item)) == PUBLISHED
    user = UserFactory.create()
    draft_of(item).save_revision(user=user)
    record = record_of(item)
    assert facts(record) == CHANGED
    assert record.event is not None
    assert record.event.name == "Hội làng mới"
    assert (record.source_name, record.source_url, record.source_published_at) == (
        "Báo Tỉnh",
        "https://bao.example/hoi-lang",
        AT_SOURCE,
    )
    assert record.revised_by == user


def test_a_draft_changes_neither_the_live_page_nor_what_readers_see(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    """T7, second direction: readers get what was published, byte for byte."""
    path = f"/van-hoa/{item.slug}/"
    before = {
        address: reader.get(living.host, address).content
        for address in ("/", "/van-hoa/", path)
    }
    draft_of(item).save_revision()
    live = NewsPage.objects.get(pk=item.pk)
    assert (live.title, live.form, live.event_date, live.origin) == (
        "Hội làng Gò Nổi",
        "tin",
        date(2026, 11, 20),
        "own",
    )
    assert live.event.name == "Hội làng"
    assert (live.byline_names, live.source_name) == ("Hạ Miên", "")
    assert list(live.topics.all()) == []
    for address, content in before.items():
        assert reader.get(living.host, address).content == content


def test_readers_see_the_draft_once_it_is_published(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    publish(draft_of(item))
    text = reader.read(living.host, f"/van-hoa/{item.slug}/")
    for words in ("Hội làng dời ngày", "Trúc Quân", "Bảo Long", "Báo Tỉnh", "Lễ hội"):
        assert words in text
    assert "27/11/2026" in text
    assert "Hạ Miên" not in text
    assert facts(record_of(item)) == CHANGED


def test_desk_data_never_changes_the_page(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    path = f"/van-hoa/{item.slug}/"
    before = reader.get(living.host, path).content
    live, revisions = item.serializable_data(), Revision.objects.count()
    record = record_of(item)
    record.liable_person, record.liable_unit = (
        UserFactory.create(),
        UnitFactory.create(),
    )
    record.tier, record.tier_reason = "commune", "Cách làm đáng nhân rộng."
    record.is_political = record.is_spokesperson = record.is_sensitive = True
    record.embargo_until = timezone.now()
    record.save()
    assert NewsPage.objects.get(pk=item.pk).serializable_data() == live
    assert Revision.objects.count() == revisions
    assert reader.get(living.host, path).content == before


def test_a_new_revision_leaves_desk_data_alone(item: NewsPage) -> None:
    record = record_of(item)
    record.is_sensitive, record.tier = True, "commune"
    record.tier_reason = "Cách làm đáng nhân rộng."
    record.save()
    draft_of(item).save_revision()
    again = record_of(item)
    assert (again.is_sensitive, again.tier) == (True, "commune")
    assert (again.code, again.public_id) == (record.code, record.public_id)


def test_autosave_is_projected_too(item: NewsPage) -> None:
    """T9: it overwrites the newest revision in place."""
    draft: NewsPage = item.get_latest_revision_as_object()
    draft.title = "Đang gõ"
    revision = draft.save_revision()
    draft.title = "Đang gõ tiếp"
    overwritten = draft.save_revision(overwrite_revision=revision)
    assert overwritten.pk == revision.pk
    assert record_of(item).title == "Đang gõ tiếp"
    assert record_of(item).revised_at == overwritten.created_at


def test_an_older_revision_saved_again_changes_nothing(item: NewsPage) -> None:
    older = item.latest_revision
    draft_of(item).save_revision()
    older.save()
    assert facts(record_of(item)) == CHANGED


def test_going_back_to_an_older_revision_is_a_new_one(item: NewsPage) -> None:
    older = item.latest_revision
    draft_of(item).save_revision()
    older.as_object().save_revision(previous_revision=older)
    assert facts(record_of(item)) == PUBLISHED


def test_a_translation_does_not_overwrite_the_source(
    living: Living, item: NewsPage
) -> None:
    section = living.section.copy_for_translation(locale("en"))
    publish(section)
    english = item.copy_for_translation(locale("en"))
    english.title = "Village feast"
    english.save_revision()
    assert record_of(item).title == "Hội làng Gò Nổi"
    assert EditorialRecord.objects.filter(page_id=item.pk).count() == 1
    assert record_of(english).pk == record_of(item).pk


def test_a_page_without_facts_is_known_by_its_title(living: Living) -> None:
    page = StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    assert facts(record_of(page)) == {
        "title": "Giới thiệu",
        "form": "",
        "event_date": None,
        "byline": "",
        "topic_names": "",
        "origin": "own",
    }


def test_a_source_is_projected_only_of_what_is_republished(item: NewsPage) -> None:
    draft: NewsPage = item.get_latest_revision_as_object()
    draft.source_name = "Báo Tỉnh"
    draft.source_url = "https://bao.example/"
    draft.source_published_at = AT_SOURCE
    draft.save_revision()
    record = record_of(item)
    assert (record.source_name, record.source_url, record.source_published_at) == (
        "",
        "",
        None,
    )


def test_only_makers_stand_in_the_records_byline(item: NewsPage) -> None:
    draft: NewsPage = item.get_latest_revision_as_object()
    draft.bylines = [Byline(name=role.value, role=role) for role in list(BylineRole)]
    draft.save_revision()
    assert record_of(item).byline == "author, photo, compiler"


def test_a_very_long_byline_is_cut_and_not_refused(item: NewsPage) -> None:
    draft: NewsPage = item.get_latest_revision_as_object()
    draft.bylines = [Byline(name=f"{number:x>100}") for number in range(8)]
    draft.save_revision()
    assert len(record_of(item).byline) == 500


def test_a_page_outside_every_portal_has_no_record(living: Living) -> None:
    living.portal.delete()
    draft = living.home.save_revision()
    assert project_revision(revision=draft) is None
    assert not EditorialRecord.objects.filter(page_id=living.home.pk).exists()


def test_the_issuing_unit_is_kept_as_it_was_called(
    living: Living, item: NewsPage
) -> None:
    """T6."""
    record = record_of(item)
    assert record.issuing_unit == living.unit
    assert (record.issuing_name, record.issuing_symbol) == (living.unit.name, "SVHTT")
    name = living.unit.name
    living.unit.name, living.unit.symbol = "Sở Văn hóa và Du lịch", "SVHDL"
    store(living.unit)
    publish(draft_of(item))
    record = record_of(item)
    assert (record.issuing_name, record.issuing_symbol) == (name, "SVHTT")


def test_the_first_publication_is_kept(item: NewsPage) -> None:
    first = record_of(item).first_published_at
    assert first == item.first_published_at
    item.unpublish()
    publish(draft_of(item))
    assert record_of(item).first_published_at == first


def test_a_draft_was_issued_by_nobody(living: Living) -> None:
    record = record_of(NewsPageFactory.create(parent=living.section, draft=True))
    assert record.first_published_at is None
    assert record.issuing_unit is None
    assert (record.issuing_name, record.issuing_symbol) == ("", "")
    assert record.unit == living.unit


def test_publication_tells_all_processes(living: Living) -> None:
    name = stamps.portal_stamp(living.portal.pk)
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    (before,) = stamps.read(name)
    publish(draft.get_latest_revision())
    assert stamps.read(name)[0] > before


def test_a_draft_tells_nobody(living: Living, item: NewsPage) -> None:
    names = (stamps.portal_stamp(living.portal.pk), stamps.DIRECTORY)
    before = stamps.read(*names)
    draft_of(item).save_revision()
    assert stamps.read(*names) == before

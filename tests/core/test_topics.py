"""Choosing topics by typing a part of their names."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from cms.core.models import Topic
from cms.core.topics import TopicsField, names_in, suggested
from cms.news.models import NewsPage
from cms.pages.models import SpecialPage
from sites.directory import directory
from sites.models import Capability
from tests.admin import admin_client, errors, form_of, soup
from tests.factories.core import TopicFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def field(**kwargs: Any) -> TopicsField:
    return TopicsField(queryset=Topic.objects.all(), required=False, **kwargs)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("di s", ["Di sản", "Di sản, ký ức", "Giáo dục di sản"]),
        ("DI SẢN", ["Di sản", "Di sản, ký ức", "Giáo dục di sản"]),
        ("ky", ["Di sản, ký ức"]),
        ("san", ["Di sản", "Di sản, ký ức", "Giáo dục di sản"]),
        ("an", []),
        ("%", []),
        ("", []),
    ],
)
def test_topics_are_suggested_by_the_beginnings_of_words(
    typed: str, found: list[str]
) -> None:
    for name in ("Di sản", "Di sản, ký ức", "Giáo dục di sản", "Lễ hội"):
        TopicFactory.create(name=name)
    assert suggested(typed) == found


def test_no_more_is_suggested_than_fits_a_list() -> None:
    TopicFactory.create_batch(12)
    assert len(suggested("di")) == 10


def test_suggestions_are_for_people_of_the_house(living: Living) -> None:
    TopicFactory.create(name="Di sản")
    url = "/admin/topic-suggestions/?term=di"
    editor = person_of(living.unit, Capability.EDITOR)
    assert admin_client(editor).get(url).json() == ["Di sản"]
    assert admin_client(None).get(url).status_code == 302


def test_names_are_separated_by_semicolons() -> None:
    assert names_in(" Di sản; Di sản, ký ức;;") == ["Di sản", "Di sản, ký ức"]


def test_topics_are_found_by_name_with_or_without_marks() -> None:
    heritage, feast = (
        TopicFactory.create(name="Di sản"),
        TopicFactory.create(name="Lễ hội"),
    )
    TopicFactory.create(name="Du lịch")
    assert set(field().clean("di san;LỄ HỘI")) == {heritage, feast}
    assert not field().clean("")


def test_a_renamed_topic_is_still_found() -> None:
    """Its address stays as it was."""
    topic = TopicFactory.create(name="Di sản")
    topic.name = "Di sản văn hóa"
    topic.save()
    assert list(field().clean("Di sản văn hóa")) == [topic]


def test_unknown_topics_are_named() -> None:
    TopicFactory.create(name="Di sản")
    with pytest.raises(ValidationError) as refusal:
        field().clean("Di sản;Xưa;Nay")
    assert "“Nay, Xưa”" in refusal.value.messages[0]


def test_a_required_field_wants_a_topic() -> None:
    with pytest.raises(ValidationError):
        TopicsField(queryset=Topic.objects.all()).clean("")


@pytest.mark.parametrize(
    ("data", "changed"),
    [("Di sản;Lễ hội", False), ("le hoi;di san", False), ("Di sản", True), ("", True)],
)
def test_a_change_is_a_change_of_topics(data: str, changed: bool) -> None:  # noqa: FBT001
    topics = [TopicFactory.create(name="Di sản"), TopicFactory.create(name="Lễ hội")]
    assert field().has_changed(topics, data) is changed
    assert field().has_changed([topic.pk for topic in topics], data) is changed


def test_the_editor_shows_and_writes_topics(living: Living) -> None:
    heritage, feast = (
        TopicFactory.create(name="Di sản"),
        TopicFactory.create(name="Lễ hội"),
    )
    page = NewsPageFactory.create(parent=living.section, topics=[heritage])
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    url = f"/admin/pages/{page.pk}/edit/"
    form = {**form_of(client.get(url)), "body-count": "0"}
    assert form["topics"] == "Di sản"
    response = client.post(url, {**form, "topics": "Di sản;Lễ hội"})
    assert response["location"] == url, errors(response)
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert set(draft.topics.all()) == {heritage, feast}


@pytest.mark.parametrize("page_type", [NewsPage, SpecialPage])
def test_every_page_with_topics_chooses_them_so(page_type: Any) -> None:
    form = page_type.get_edit_handler().get_form_class()
    assert isinstance(form.base_fields["topics"], TopicsField)


def test_an_unknown_topic_is_refused_beside_the_field(living: Living) -> None:
    page = NewsPageFactory.create(parent=living.section)
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    url = f"/admin/pages/{page.pk}/edit/"
    form = {**form_of(client.get(url)), "body-count": "0"}
    before = NewsPage.objects.get(pk=page.pk).latest_revision_id
    response = client.post(url, {**form, "topics": "Chưa có"})
    said = _(
        "There is no topic “%(names)s”. Choose from the list, or add it to the"
        " topics first."
    )
    assert errors(response) == [said % {"names": "Chưa có"}]
    assert NewsPage.objects.get(pk=page.pk).latest_revision_id == before
    assert not Topic.objects.exists()


def test_a_thousand_topics_cost_no_more_than_ten(living: Living) -> None:
    page = NewsPageFactory.create(parent=living.section)
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    url = f"/admin/pages/{page.pk}/edit/"
    directory.forget()  # what the making of the page announced is known from here on
    client.get(url)
    seen = []
    for more in (10, 990):
        first = Topic.objects.count()
        Topic.objects.bulk_create(
            Topic(name=f"Chủ đề số {first + number}", slug=f"so-{first + number}")
            for number in range(more)
        )
        directory.forget()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        seen.append((len(queries), "Chủ đề số" in response.content.decode()))
    assert seen[0] == seen[1]
    assert not seen[0][1]
    assert soup(client.get(url)).select_one("input[name=topics][data-controller=w-tag]")

"""Topics across sections and portals."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from cms.core.models import Topic

pytestmark = pytest.mark.django_db


def test_a_topic_has_a_readable_key() -> None:
    topic = Topic.objects.create(name=unicodedata.normalize("NFD", " Đờn ca tài tử "))
    assert (topic.name, topic.slug, str(topic)) == (
        "Đờn ca tài tử",
        "don-ca-tai-tu",
        "Đờn ca tài tử",
    )


def test_a_key_stays_when_the_name_changes() -> None:
    topic = Topic.objects.create(name="Di sản")
    topic.name = "Di sản văn hóa"
    topic.save()
    assert Topic.objects.get().slug == "di-san"


def test_a_topic_stands_once() -> None:
    Topic.objects.create(name="Di sản")
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(name="di sản")
    assert Topic.objects.count() == 1


def test_topics_are_listed_by_their_key() -> None:
    for name in ("Đờn ca", "Di sản", "Ẩm thực"):
        Topic.objects.create(name=name)
    assert [topic.name for topic in Topic.objects.all()] == [
        "Ẩm thực",
        "Di sản",
        "Đờn ca",
    ]

"""Redis killed while the house is open: pages, addresses and publishing go on."""

import pytest
import redis
from django.core.cache import cache, caches as django_caches

from cms.operations import caches
from cms.operations.caches import FailOpenRedisCache
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal
from tests.factories.publishing import publish
from tests.operations.conftest import RedisServer
from tests.plugins.readers import Reader

pytestmark = pytest.mark.service_redis

UNAVAILABLE, AVAILABLE = "cache_unavailable", "cache_available"


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        getattr(record, "event", "")
        for record in caplog.records
        if record.name == caches.__name__
    ]


def test_a_living_redis_remembers(redis_cache: RedisServer) -> None:
    assert isinstance(django_caches["default"], FailOpenRedisCache)
    cache.set("word", "đình")
    cache.set_many({"one": 1, "two": 2})
    assert cache.get("word") == "đình"
    assert cache.get_many(["one", "two"]) == {"one": 1, "two": 2}
    assert cache.incr("one") == 2
    assert cache.add("word", "chùa") is False
    assert cache.touch("word") is True
    assert "word" in cache
    assert cache.delete("word") is True
    cache.delete_many(["one"])
    assert cache.get("one") is None
    assert cache.clear() is True


@pytest.mark.django_db
def test_readers_and_editors_go_on_when_redis_is_killed(
    redis_cache: RedisServer, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    portal = living_portal()
    article = NewsPageFactory.create(parent=portal.section, title="Hội làng Gò Nổi")
    assert "Hội làng Gò Nổi" in reader.read(portal.host, article.url)
    redis_cache.kill()

    address = article.url
    article.title = "Hội làng Gò Nổi mở sớm"
    publish(article)

    assert article.url == address
    assert "Hội làng Gò Nổi mở sớm" in reader.read(portal.host, address)
    assert reader.get(portal.host).status_code == 200
    cache.get("anything")
    assert events(caplog) == [UNAVAILABLE]


def test_a_dead_redis_is_an_empty_cache(redis_cache: RedisServer) -> None:
    cache.set("word", "đình")
    redis_cache.kill()
    assert cache.get("word", "nothing") == "nothing"
    assert cache.add("word", "đình") is True
    assert cache.set_many({"one": 1}) == ["one"]
    assert cache.get_many(["one"]) == {}
    assert cache.touch("word") is False
    assert "word" not in cache
    assert cache.delete("word") is False
    cache.delete_many(["word"])
    assert cache.clear() is False
    with pytest.raises(ValueError, match="not found"):
        cache.incr("one")


def test_a_redis_that_comes_back_is_emptied_first(
    redis_cache: RedisServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was deleted during the outage would otherwise rise from the dead."""
    monkeypatch.setattr(caches, "PAUSE_SECONDS", 0)
    redis_cache.kill()
    assert cache.get("word") is None
    redis_cache.start()
    with redis.Redis(port=redis_cache.port) as somebody_else:
        somebody_else.set(cache.make_key("word"), 1)
    assert cache.get("word") is None
    cache.set("word", "fresh")
    assert cache.get("word") == "fresh"
    assert events(caplog) == [UNAVAILABLE, AVAILABLE]


def test_a_dead_redis_is_not_asked_every_question(redis_cache: RedisServer) -> None:
    redis_cache.kill()
    assert cache.get("word") is None
    redis_cache.start()
    assert cache.set_many({"word": "đình"}) == ["word"], "still pausing"

import pytest

from tests.plugins.memory import database_of

SERVER = "redis://127.0.0.1:6379/0"


@pytest.mark.parametrize(
    ("worker", "database"),
    [("", 1), ("gw0", 1), ("gw1", 2), ("gw14", 15), ("gw15", 1)],
)
def test_each_worker_has_a_database_of_its_own(worker: str, database: int) -> None:
    assert database_of(worker, SERVER) == f"redis://127.0.0.1:6379/{database}"


def test_what_a_server_is_asked_for_is_kept() -> None:
    url = "rediss://user:secret@cache.example:6380/0?protocol=3"
    expected = "rediss://user:secret@cache.example:6380/3?protocol=3"
    assert database_of("gw2", url) == expected

"""Readers: what is a draft, private or another portal's is nobody's to read."""

import re
from typing import Any

import pytest
from pytest_django import Settings

from tests.tenancy.arguments import cases
from tests.tenancy.callers import Caller
from tests.tenancy.goods import PASSWORD
from tests.tenancy.judging import Rows, betas_in, text_of
from tests.tenancy.matrix import Matrix
from tests.tenancy.surfaces import surfaces
from tests.tenancy.world import MARK, TYPED, World

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [pytest.mark.service_postgres, pytest.mark.no_cover]

# What no reader may be told, wherever it stands.
HIDDEN = frozenset(
    f"{MARK}-{kind}"
    for kind in (
        *("draft", "scheduled", "routed", "private", "news-moi"),
        *("event", "comment", "reply", "passage", "reader", "mail", "person", "hoten"),
        *("chucvu", "colleague", "shelf", "vault"),
    )
)
CONTENT_OF_SECRET = "rieng"
# The administration has the matrix; a demonstration shows its letters to everybody.
PUBLIC_PREFIXES = ("admin/", "demo/", "hop-thu/")
QUERIES = (
    f"/api/v1/pages/?search={TYPED}",
    "/api/v1/pages/?fields=*&limit=50",
    f"/-/tim-kiem/?q={TYPED}",
    "/api/v1/pages/find/?html_path={draft}",
)


def hidden_in(answer: Any, sent: str) -> set[str]:
    return {
        word
        for word in betas_in(text_of(answer), sent)
        if any(word.startswith(hidden) for hidden in HIDDEN)
    }


def hosts(world: World) -> dict[str, Caller]:
    return {
        "their portal": Caller(None, world.beta.living.host),
        "a neighbour's portal": Caller(None, world.alfa.living.host),
        "the house": Caller(None),
    }


@pytest.fixture
def rows(matrix: Matrix) -> Rows:
    return matrix.rows


def test_no_address_of_readers_tells_what_is_hidden(
    world: World, rows: Rows, settings: Settings
) -> None:
    settings.DEMO_LOGIN = False  # a house to try out names its people on its front page
    asked, told = 0, []
    for surface in surfaces():
        if surface.template.startswith(PUBLIC_PREFIXES):
            continue
        for case in cases(surface, world.beta):
            path = surface.path(case)
            for where, caller in hosts(world).items():
                with rows.watched():
                    found = hidden_in(caller.get(path), path)
                asked += 1
                told += [f"{where}: {path}: {found}"] if found else []
    assert not told, "\n".join(told)
    assert asked > 150


@pytest.mark.parametrize("query", QUERIES)
def test_no_list_of_readers_tells_what_is_hidden(
    query: str, world: World, rows: Rows
) -> None:
    path = query.format(draft=world.beta.pages["draft"].url)
    for caller in hosts(world).values():
        with rows.watched():
            assert hidden_in(caller.get(path), path) == set()


def test_lists_do_tell_what_is_live(world: World, rows: Rows) -> None:
    """Or the test above would be content with lists that are always empty."""
    with rows.watched():
        found = Caller(None, world.beta.living.host).get(QUERIES[1])
    assert f"{MARK}-news" in betas_in(text_of(found))


@pytest.mark.parametrize("kind", ["draft", "scheduled", "routed"])
def test_a_draft_does_not_exist(kind: str, world: World, rows: Rows) -> None:
    page = world.beta.pages[kind]
    path = f"/{page.url_path.removeprefix(world.beta.living.home.url_path)}"
    for caller in hosts(world).values():
        with rows.watched():
            assert caller.get(path).status_code == 404


def test_a_private_page_is_opened_by_no_password(world: World, rows: Rows) -> None:
    """Passwords that many share are off; one from before them has no door left."""
    page = world.beta.pages["private"]
    path = f"/{page.url_path.removeprefix(world.beta.living.home.url_path)}"
    caller = Caller(None, world.beta.living.host)
    with rows.watched():
        asked = caller.get(path)
        action = re.search(r'action="([^"]*authenticate[^"]*)"', asked.content.decode())
        assert action is not None
        assert hidden_in(asked, path) == set()
        for word in ("khác", PASSWORD):
            refused = caller.post(action[1], {"password": word, "return_url": path})
            assert refused.status_code == 404
            assert hidden_in(refused, path) == set()


def test_a_private_document_asks_for_its_password_first(
    world: World, rows: Rows
) -> None:
    secret, open_one = world.beta.secret, world.beta.document
    for caller in hosts(world).values():
        with rows.watched():
            asked = caller.get(f"/tai-lieu/{secret.pk}/{secret.filename}")
            assert CONTENT_OF_SECRET not in text_of(asked)
    with rows.watched():
        shown = Caller(None, world.beta.living.host).get(
            f"/tai-lieu/{open_one.pk}/{open_one.filename}"
        )
        assert "ke hoach" in text_of(shown)


def test_no_document_is_handed_out_past_its_door(world: World, rows: Rows) -> None:
    path = f"/media/{world.beta.secret.file.name}"
    for caller in hosts(world).values():
        with rows.watched():
            answer = caller.get(path)
            assert answer.status_code == 404
            assert CONTENT_OF_SECRET not in text_of(answer)


def test_private_pictures_and_clips_are_their_units(world: World, rows: Rows) -> None:
    """Each of them: the original, its sizes, the clip, the picture that stands for it."""
    vault = world.beta.vault
    guarded = [file.url for file in vault.files()]
    stored = [f"/media/{file.name}" for file in vault.files()]
    assert len(vault.before) == len(guarded) == 5
    strangers = [*hosts(world).values(), world.alfa_caller, *world.callers.values()]
    for caller in strangers:
        for path in (*vault.before, *stored, *guarded):
            with rows.watched():
                answer = caller.get(path)
                assert answer.status_code == 404, path
                assert hidden_in(answer, path) == set()
    for path in guarded:
        with rows.watched():
            answer = world.beta_caller.get(path)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "private, no-store"
    for path in (*vault.before, *stored):
        with rows.watched():
            assert world.beta_caller.get(path).status_code == 404

"""Binding items together on a screen, and letting them go."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.moderation.models import Bundle, Case
from cms.moderation.services import make_bundle, submit_item
from tests.admin import admin_client, words
from tests.factories.moderation import Board, approve_all, board
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db
PATH = "/admin/gom-dang/"


@pytest.fixture
@kept
def desk() -> Board:
    return board()


def two(desk: Board, name: str = "Tin") -> list[Case]:
    titles = (f"{name} một", f"{name} hai")
    pages = [desk.draft(title=title) for title in titles]
    return [submit_item(page=page, actor=desk.writer) for page in pages]


def bind(client: Client, cases: list[Case], **told: Any) -> Any:
    keys = [case.pk for case in cases]
    return client.post(PATH, {"name": "Khai hội", "cases": keys, **told})


def test_bound_watched_left_dissolved(desk: Board) -> None:
    cases, client = two(desk), admin_client(desk.editor)
    hour = timezone.localtime() + timedelta(days=1)
    told = {"release_at": f"{hour:%d/%m/%Y %H:%M}"}
    assert bind(client, cases, **told).status_code == 302
    bundle = Bundle.objects.get()
    assert bundle.release_at == hour.replace(second=0, microsecond=0)
    assert set(bundle.cases.all()) == set(cases)
    approve_all(cases[0], desk)
    said = words(client.get(PATH))
    assert "chờ 1 tin" in said
    assert "Biên tập" in said
    client.post(f"{PATH}roi/{cases[0].pk}/")
    assert set(bundle.cases.all()) == {cases[1]}
    client.post(f"{PATH}{bundle.pk}/giai-tan/")
    assert not Bundle.objects.exists()


def test_faults_are_told_at_once_and_what_was_typed_stays(desk: Board) -> None:
    answer = bind(
        admin_client(desk.editor), two(desk)[:1], release_at="01/01/2020 08:00"
    )
    assert answer.status_code == 422
    said = words(answer)
    assert "ít nhất hai" in said
    assert "sau thời điểm hiện tại" in said
    assert 'value="Khai hội"' in answer.content.decode()
    assert not Bundle.objects.exists()


def test_other_units_bind_and_see_nothing(desk: Board) -> None:
    cases, stranger = two(desk), admin_client(board().editor)
    assert bind(stranger, cases).status_code == 422
    assert "Tin một" not in words(stranger.get(PATH))
    bundle = make_bundle(
        portal=desk.living.portal, name="Kín", cases=cases, made_by=desk.editor
    )
    assert "Kín" not in words(stranger.get(PATH))
    assert stranger.post(f"{PATH}{bundle.pk}/giai-tan/").status_code == 404
    assert stranger.post(f"{PATH}roi/{cases[0].pk}/").status_code == 404
    assert bundle.cases.count() == 2


def test_more_bundles_cost_no_more_queries(desk: Board) -> None:
    client, counts = admin_client(desk.editor), []
    for number in range(2):
        make_bundle(
            portal=desk.living.portal,
            name=f"Gói {number}",
            cases=two(desk, f"Gói {number}"),
            made_by=desk.editor,
        )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PATH).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[0]

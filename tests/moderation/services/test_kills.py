"""A release that is killed in the middle, or that can't be stored."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.moderation.models import Bundle, Case, CaseState
from cms.moderation.services import make_bundle, release_due, releasing, submit_item
from cms.news.models import NewsPage
from tests.databases import address_of_the_test_database
from tests.factories.moderation import Board, approve_all, board, deeds_of

RELEASER = """
import sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from cms.moderation.services import releasing
write, told = releasing.write_release, []
def halted(**facts):
    told.append(facts)
    if len(told) == 2:
        print("half", flush=True)
        sys.stdin.readline()  # the tester kills us here
    write(**facts)
releasing.write_release = halted
releasing.release_due(now=timezone.now() + timedelta(minutes=1))
"""
PATIENCE = 60
LATER = timedelta(minutes=1)


def approved(on: Board, *titles: str) -> list[Case]:
    pages = [on.draft(title=title) for title in titles]
    return [approve_all(submit_item(page=page, actor=on.writer), on) for page in pages]


def bound(on: Board, cases: list[Case]) -> Bundle:
    return make_bundle(
        portal=on.living.portal, name="Khai hội", cases=cases, made_by=on.editor
    )


@pytest.mark.service_postgres
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_lost_and_nothing_goes_out_twice() -> None:
    desk = board()
    cases = approved(desk, "Tin một", "Tin hai")
    bundle = bound(desk, cases)
    releaser = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", RELEASER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": address_of_the_test_database(),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert releaser.stdout
    assert releaser.stdout.readline() == "half\n"
    releaser.kill()
    releaser.communicate(timeout=PATIENCE)
    assert releaser.returncode == -9
    assert not NewsPage.objects.live().exists()
    assert set(Case.objects.values_list("state", flat=True)) == {CaseState.APPROVED}

    assert released_patiently() == cases
    assert release_due(now=timezone.now() + LATER) == []
    assert NewsPage.objects.live().count() == 2
    for case in cases:
        assert case.page is not None
        assert deeds_of(case.page).count("released") == 1
    bundle.refresh_from_db()
    instants = set(Case.objects.values_list("released_at", flat=True))
    assert instants == {bundle.released_at}


def released_patiently() -> list[Case]:
    """Release once the database noticed that the killed process is gone."""
    deadline = time.monotonic() + PATIENCE
    while not (out := release_due(now=timezone.now() + LATER)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return out


def fail_for(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    publish = releasing.publish

    def failing(**facts: Any) -> None:
        publish(**facts)
        if facts["case"].pk == case.pk:
            raise ValidationError("hỏng")

    monkeypatch.setattr(releasing, "publish", failing)


@pytest.mark.django_db
def test_one_that_cannot_be_stored_keeps_nobody_waiting(
    desk: Board, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = approved(desk, "Tin hỏng", "Tin lành")
    now = timezone.now() + LATER
    with monkeypatch.context() as patch:
        fail_for(patch, bad)
        assert release_due(now=now) == [good]
        assert release_due(now=now) == []  # it waits a minute
    assert f"cases [{bad.pk}] can't be released" in caplog.text
    assert release_due(now=now + releasing.AGAIN_AFTER) == [bad]


@pytest.mark.django_db
def test_one_that_cannot_be_stored_holds_its_bundle(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = approved(desk, "Tin một", "Tin hai")
    bundle = bound(desk, cases)
    now = timezone.now() + LATER
    with monkeypatch.context() as patch:
        fail_for(patch, cases[1])
        assert release_due(now=now) == []
    assert not NewsPage.objects.live().exists()
    assert Bundle.objects.get().released_at is None
    again = now + releasing.AGAIN_AFTER
    assert release_due(now=again) == cases
    bundle.refresh_from_db()
    assert bundle.released_at == again


@pytest.mark.django_db
def test_one_whose_consent_is_missing_holds_its_bundle(desk: Board) -> None:
    first, second = approved(desk, "Tin một", "Tin hai")
    bound(desk, [first, second])
    first.decisions.filter(position=1).update(is_void=True)
    assert release_due(now=timezone.now() + LATER) == []
    assert not NewsPage.objects.live().exists()
    states = Case.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [CaseState.RUNNING, CaseState.APPROVED]

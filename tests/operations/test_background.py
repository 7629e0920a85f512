"""The screen of the work in the background: for keepers of the house, and nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.jobs.models import Job, JobState
from cms.jobs.services import enqueue
from cms.jobs.tasks import PRUNE_EVERY
from sites.models import Capability
from tests.admin import admin_client, errors, soup, words
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db
LIST = "/admin/jobs/"
REASON = "Máy chủ thư từ chối: 550 không có hộp thư"


@pytest.fixture
def client() -> Client:
    return admin_client(UserFactory.create(superuser=True))


def letter(state: str = JobState.DEAD, **values: object) -> Job:
    job = enqueue(topic="jobs.mail", payload={"message": "mật khẩu 4711"})
    Job.objects.filter(pk=job.pk).update(state=state, **values)
    job.refresh_from_db()
    return job


def at(job: Job) -> str:
    return f"{LIST}inspect/{job.pk}/"


def rows(client: Client, query: str = "") -> list[str]:
    page = soup(client.get(f"{LIST}{query}"))
    return [
        " ".join(row.get_text(" ").split()) for row in page.select(".listing tbody tr")
    ]


def test_what_is_dead_stands_first_with_its_reason(client: Client) -> None:
    letter(JobState.READY)
    letter(JobState.DEAD, last_error=REASON, attempts=1)
    letter(JobState.DONE)
    shown = rows(client)
    assert len(shown) == 2
    assert f" Không xử lý được {REASON} 1 " in shown[0]
    assert "Đang chờ" in shown[1]
    assert len(rows(client, "?state=done")) == 1
    assert len(rows(client, "?topic=jobs.prune")) == 0
    assert len(rows(client, "?topic=jobs.mail&state=dead")) == 1


def test_how_it_stands_is_told_above_the_list(client: Client) -> None:
    letter(JobState.DEAD)
    letter(JobState.READY, next_at=timezone.now() - timedelta(minutes=12))
    enqueue(topic="tests.unknown")
    stumbling = enqueue(topic="jobs.prune")
    Job.objects.filter(pk=stumbling.pk).update(every=PRUNE_EVERY, attempts=3)
    table = soup(client.get(LIST)).select(".d-table tbody tr")
    told = [" ".join(row.get_text(" ").split()) for row in table]
    assert told == [
        "jobs.mail 1 0 1 12 phút",
        "jobs.prune hỏng nhiều lần liền 1 0 0 –",
        "tests.unknown chưa có chương trình xử lý 1 0 0 –",
    ]


def test_nobody_else_gets_in() -> None:
    living: Living = living_portal()
    job = letter()
    for capability in (Capability.STANDING_OFFICE, Capability.UNIT_ADMIN):
        client = admin_client(person_of(living.unit, capability))
        for answer in (
            client.get(LIST),
            client.get(at(job)),
            client.post(at(job), {"deed": "retry"}),
        ):
            assert answer.status_code in {302, 403, 404}
            assert "jobs.mail" not in answer.content.decode()
        assert LIST not in client.get("/admin/").content.decode()
    job.refresh_from_db()
    assert job.state == JobState.DEAD


def test_what_a_job_carries_is_shown_to_nobody(client: Client) -> None:
    job = letter(last_error=REASON)
    for path in (LIST, at(job)):
        page = client.get(path).content.decode()
        assert REASON in page
        assert "4711" not in page


def test_a_dead_letter_is_tried_again(client: Client) -> None:
    job, other = letter(), letter()
    answer = client.post(at(job), {"deed": "retry"}, follow=True)
    assert "Đã cho thử lại." in words(answer, ".messages")
    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.state, other.state) == (JobState.READY, JobState.DEAD)


def test_all_of_the_topic_are_tried_again(client: Client) -> None:
    job, _other = letter(), letter()
    answer = client.post(at(job), {"deed": "all"}, follow=True)
    assert "Đã cho 2 việc thử lại." in words(answer, ".messages")
    assert not Job.objects.dead().exists()


def test_dropping_needs_a_reason(client: Client) -> None:
    job = letter(last_error=REASON)
    answer = client.post(at(job), {"deed": "drop", "reason": " "})
    assert answer.status_code == 422
    assert len(errors(answer)) == 1
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.DEAD, REASON)
    client.post(at(job), {"deed": "drop", "reason": "Đã nghỉ việc"})
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.DROPPED, "Đã nghỉ việc")


def test_what_waits_has_no_buttons(client: Client) -> None:
    job = letter(JobState.READY)
    assert not soup(client.get(at(job))).select("main button[name=deed]")
    answer = client.post(at(job), {"deed": "retry"}, follow=True)
    assert "không còn ở trạng thái" in words(answer, ".messages")
    assert client.post(at(job), {"deed": "burn"}).status_code == 403
    job.refresh_from_db()
    assert job.state == JobState.READY


def test_however_many_the_list_costs_the_same(client: Client) -> None:
    costs = []
    client.get(LIST)
    for number in (2, 20):
        for _letter in range(number):
            letter()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 16

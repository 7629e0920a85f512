"""The leak matrix inside a unit: whoever is not on its route learns nothing of an item
under embargo, by whatever address or question (ADR 0045)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from cms.core import querysets, testers
from cms.core.models import EditorialRecord
from cms.desk import permissions as of_records
from sites.policies import files, pages
from tests.tenancy.arguments import cases
from tests.tenancy.callers import Caller
from tests.tenancy.judging import says_no, says_nothing, text_of
from tests.tenancy.matrix import Matrix, send
from tests.tenancy.probes import Probe
from tests.tenancy.questions import (
    at_once,
    in_api,
    in_choosers,
    in_library,
    in_lists,
    in_reports,
)
from tests.tenancy.surfaces import Surface, surfaces
from tests.tenancy.veiled import WORD, Veiled
from tests.tenancy.world import World

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [pytest.mark.service_postgres, pytest.mark.no_cover]

SECRET = re.compile(rf"{WORD}[\w-]*", re.IGNORECASE)
# Asked about the secret itself; all other addresses are asked by the questions.
GROUPS = {
    "pages": ("wagtailadmin_pages:", "tenancy:page_", "wagtailadmin_explore"),
    "files": ("wagtailimages", "wagtaildocs", "wagtailmedia", "tenancy:image"),
    "desk": ("desk:", "outside:", "bundles:", "mending:"),
    "records": ("records:", "wagtailadmin_api:", "workplace", "wagtailadmin_home"),
}
FLOORS = {"pages": 30, "files": 10, "records": 6, "desk": 3}

QUESTIONS: dict[str, Callable[[World], Iterable[Probe]]] = {
    "api": lambda world: in_api(world.beta),
    "lists": in_lists,
    "reports": lambda world: in_reports(world.beta),
    "library": lambda world: in_library(world.beta),
    "choosers": in_choosers,
    "bulk": lambda world: at_once(world.beta),
}


def told_by(answer: Any, sent: str) -> set[str]:
    known = unquote(sent).lower()
    found = {word.lower() for word in SECRET.findall(unquote(text_of(answer)))}
    return {word for word in found if word not in known}


def asked_of(veiled: Veiled, surface: Surface) -> Iterable[Probe]:
    for case in cases(surface, veiled.side):
        own = {str(value) for value in case.values()} & keys_of(veiled)
        yield Probe(surface.name, surface.path(case), about_one=bool(own))


def keys_of(veiled: Veiled) -> set[str]:
    side = veiled.side
    files = (side.image, side.document, side.media, side.record, side.desk.case)
    return {str(row.pk) for row in (side.news, *files)}


def judged(
    matrix: Matrix, veiled: Veiled, probes: Iterable[Probe]
) -> tuple[int, list[str]]:
    """Return how often the author got through, and what the others were told."""
    counted, leaks = 0, []
    for probe in probes:
        asked = probe.own or probe
        if not tells(matrix, veiled.insider, asked)[1]:
            continue
        counted += 1
        sent = [asked, replace(asked, data={})] if asked.about_one else [asked]
        for name, caller in veiled.callers.items():
            for one in sent:
                leaks += [
                    f"{one} as {name}: {fault}" for fault in faults(matrix, caller, one)
                ]
    return counted, leaks


def faults(matrix: Matrix, caller: Caller, probe: Probe) -> Iterable[str]:
    answer, told = tells(matrix, caller, probe)
    if told:
        yield f"tells {sorted(told)[:4]}"
    elif probe.about_one and not (says_no(answer) or says_nothing(answer)):
        yield f"answers {answer.status_code}"


def tells(matrix: Matrix, caller: Caller, probe: Probe) -> tuple[Any, set[str]]:
    with matrix.rows.watched():
        answer = send(caller, probe)
        return answer, told_by(answer, probe.sent)


def in_group(group: str) -> list[Surface]:
    return [
        surface
        for surface in surfaces()
        if surface.name.startswith(GROUPS[group]) and surface.is_admins
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_no_address_tells_of_it(group: str, matrix: Matrix, veiled: Veiled) -> None:
    probes = [probe for one in in_group(group) for probe in asked_of(veiled, one)]
    counted, leaks = judged(matrix, veiled, probes)
    assert leaks == []
    assert counted >= FLOORS[group]


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_question_tells_of_it(kind: str, matrix: Matrix, veiled: Veiled) -> None:
    counted, leaks = judged(matrix, veiled, QUESTIONS[kind](veiled.asked_of))
    assert leaks == []
    assert counted >= 3


def test_lists_name_it_by_no_word_of_its_own(veiled: Veiled) -> None:
    answer = veiled.callers["everything"].get("/admin/records/")
    assert "Tin chưa công bố" in text_of(answer)
    assert WORD not in text_of(answer)


def nothing(*_asked: Any) -> frozenset[Any]:
    return frozenset()


SEEDS: dict[str, tuple[Any, str, str]] = {
    "pages": (pages, "hidden_pages", "/admin/pages/{section}/"),
    "files": (files, "hidden_files", "/admin/images/results/?q=zuyp"),
    "records": (of_records, "hidden_items", "/admin/records/inspect/{record}/"),
    "first page": (querysets, "hidden_items", "/admin/"),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seeded_leak_is_caught(
    seed: str, veiled: Veiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, template = SEEDS[seed]
    side = veiled.side
    path = template.format(section=side.section.pk, record=side.record.pk)
    outsider = veiled.callers["everything"]
    assert told_by(outsider.get(path), path) == set()
    monkeypatch.setattr(module, name, nothing)
    assert told_by(outsider.get(path), path)


def test_what_may_be_done_with_it_is_nothing(veiled: Veiled) -> None:
    user = veiled.outsiders["everything"]
    tester = veiled.side.news.permissions_for_user(user)
    assert isinstance(tester, testers.LeafAwareTester)
    assert tester.permissions == set()


def test_the_author_meets_it_everywhere(veiled: Veiled) -> None:
    """Or the proof would hold of a thing nobody can find."""
    key = veiled.side.news.translation_key
    record = EditorialRecord.objects.get(translation_key=key)
    for path in ("/admin/records/", f"/admin/records/edit/{record.pk}/"):
        assert WORD in text_of(veiled.insider.get(path))

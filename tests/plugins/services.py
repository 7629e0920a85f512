"""Suites that need a service, and an honest account of those that did not run.

Embedded, a suite whose service is absent is skipped and listed at the end. With
``REQUIRE_SERVICES=1`` (continuous integration) any skip is a failure.
"""

from collections import Counter
from collections.abc import Generator
from typing import TypeVar

import pytest

from tests.plugins.environment import SERVICES, has_postgres, services_required

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    absent = {mark for mark, service in SERVICES.items() if not service.present()}
    for item in items:
        for mark in sorted(absent & set(item.keywords)):
            service = SERVICES[mark]
            reason = f"needs {service.name}: {service.hint}"
            item.add_marker(pytest.mark.skip(reason=reason))
    if has_postgres():
        _deselect_embedded_only(config, items)


def _deselect_embedded_only(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only means something on the embedded database.

    Not a skip: the embedded run of the same build covers it.
    """
    away = [item for item in items if _is_embedded_only(item)]
    items[:] = [item for item in items if not _is_embedded_only(item)]
    if away:
        config.hook.pytest_deselected(items=away)


def _is_embedded_only(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("embedded")
    return bool(mark and mark.kwargs.get("only"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[
    None, pytest.CollectReport, pytest.CollectReport
]:
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report: Report) -> Report:
    """Turn a skip into a failure where every service is promised."""
    expected_failure = hasattr(report, "wasxfail")
    if report.skipped and services_required() and not expected_failure:
        skip = report.longrepr
        reason = skip[2] if isinstance(skip, tuple) else "Skipped"
        report.outcome = "failed"
        report.longrepr = f"{reason} (REQUIRE_SERVICES=1 allows no skip)"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """List what did not run, after everything else pytest has to say."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    counts = Counter(
        mark for report in skipped for mark in SERVICES if mark in report.keywords
    )
    if not counts:
        return
    terminalreporter.section("not run here")
    for mark, count in sorted(counts.items()):
        service = SERVICES[mark]
        line = f"{count:>5} test(s) need {service.name}: {service.hint}"
        terminalreporter.write_line(line)

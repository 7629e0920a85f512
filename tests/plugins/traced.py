"""Which tests tell coverage what ran: the first cases of each, not whole tables.

Tracing makes a test take nearly twice its time. The rows of a table walk the lines that
its first rows walked; the floor of branch coverage stands all the same.
"""

from collections import Counter
from collections.abc import Generator

import pytest

CASES = 2
UNTRACED = pytest.StashKey[bool]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    seen: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        seen[test] += 1
        item.stash[UNTRACED] = seen[test] > CASES


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(
    item: pytest.Item,
) -> Generator[None, bool | None, bool | None]:
    controller = getattr(
        item.config.pluginmanager.get_plugin("_cov"), "cov_controller", None
    )
    pausing = item.get_closest_marker("no_cover")  # then pytest-cov sees to it
    if controller is None or pausing or not item.stash[UNTRACED]:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()

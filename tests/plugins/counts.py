"""How many leak probes counted, said at the end of a run.

Here and not beside the probes: whoever hands tests out to workers reads no conftest of
a folder.
"""

import pytest

COUNTED = "leak probes counted"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many probes counted, on all workers together."""
    counted = sum(
        int(str(value))
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == COUNTED
    )
    if counted:
        terminalreporter.write_line(f"{counted} {COUNTED}")

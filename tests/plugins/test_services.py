"""What is absent is said, and refused where everything is promised."""

import pytest

from tests.plugins.environment import SERVICES, chromium

SUITE = """
    import pytest

    @pytest.mark.service_redis
    def test_needs_redis():
        pass

    @pytest.mark.embedded(only=True)
    def test_embedded_alone():
        pass

    @pytest.mark.embedded
    def test_embedded_too():
        pass

    def test_plain():
        pass
"""
MARKS = ["service_redis", "embedded"]


@pytest.fixture
def suite(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> pytest.Pytester:
    """Return a small suite on a machine that has nothing and promises nothing."""
    for name in ("DATABASE_URL", "REDIS_URL", "REQUIRE_SERVICES"):
        monkeypatch.delenv(name, raising=False)
    pytester.makepyfile(SUITE)
    pytester.makeini("[pytest]\nmarkers =\n" + "\n".join(f"  {mark}" for mark in MARKS))
    return pytester


def run(suite: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    plugins = ["-p", "tests.plugins.services", "-p", "no:django", "-p", "no:cov"]
    return suite.runpytest_inprocess(*plugins, "-p", "no:xdist", *arguments)


def test_a_suite_without_its_service_is_skipped_and_listed(
    suite: pytest.Pytester,
) -> None:
    result = run(suite)
    result.assert_outcomes(passed=3, skipped=1)
    result.stdout.fnmatch_lines(["*not run here*", "*1 test(s) need Redis: set REDIS*"])


def test_a_suite_with_its_service_runs(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    result = run(suite)
    result.assert_outcomes(passed=4)
    result.stdout.no_fnmatch_line("*not run here*")


def test_on_postgres_what_is_embedded_alone_is_left_to_the_other_run(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@127.0.0.1:1/x")
    run(suite).assert_outcomes(passed=2, skipped=1, deselected=1)


def test_a_promised_service_may_not_be_skipped(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    result = run(suite)
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*needs Redis*REQUIRE_SERVICES=1 allows no skip*"])


def test_a_whole_file_may_not_be_skipped_either(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    suite.makepyfile(
        test_more='import pytest\npytest.skip("no", allow_module_level=True)'
    )
    result = run(suite, "test_more.py")
    result.assert_outcomes(errors=1)


def test_a_named_chromium_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = tmp_path_factory.mktemp("bin") / "browser"
    named.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium() == str(named)


def test_no_chromium_is_an_empty_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    assert chromium() == ""


def test_every_service_says_how_to_bring_it() -> None:
    assert all(service.name and service.hint for service in SERVICES.values())

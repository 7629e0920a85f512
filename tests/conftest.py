"""What every test shares. The rest lives beside the tests that need it."""

pytest_plugins = [
    "pytester",
    "tests.plugins.browser",
    "tests.plugins.counts",
    "tests.plugins.database",
    "tests.plugins.kept",
    "tests.plugins.memory",
    "tests.plugins.proofs",
    "tests.plugins.readers",
    "tests.plugins.services",
    "tests.plugins.traced",
]

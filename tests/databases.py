"""The test database as other processes reach it."""

from django.db import connection


def address_of_the_test_database() -> str:
    """Return the PostgreSQL that tests run on, as ``DATABASE_URL``."""
    held = connection.settings_dict
    place = f"{held['HOST']}:{held['PORT']}" if held["PORT"] else held["HOST"]
    return f"postgres://{held['USER']}:{held['PASSWORD']}@{place}/{held['NAME']}"

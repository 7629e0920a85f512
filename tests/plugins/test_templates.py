"""The template database is built once, copied often, and renewed after commits."""

from pathlib import Path

import pytest
from django.apps import apps
from wagtail.models import Locale, Page

from tests.plugins.templates import migrations_key

pytestmark = pytest.mark.embedded


def test_the_key_follows_every_migration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = apps.get_app_config("core")
    before = migrations_key()
    monkeypatch.setattr(app, "path", str(tmp_path))
    without = migrations_key()
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text("a")
    first = migrations_key()
    (tmp_path / "migrations" / "0001_initial.py").write_text("b")
    assert len({before, without, first, migrations_key()}) == 4


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_migrations_made_survives_a_test_that_commits(turn: int) -> None:
    """Each turn destroys what the other needs."""
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.exists()
    Page.objects.all().delete()
    Locale.objects.all().delete()

"""What is written comes back the same, and the same bundle gives the same bytes."""

import pytest
from hypothesis import given, settings

from cms.exchange.bundle import Bundle
from cms.exchange.reading import read
from tests.exchange.bundles import BUNDLES, FORMATS, NOTICE, Format

every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@every_format
def test_a_small_file_looks_like_this(form: Format) -> None:
    assert form.write(NOTICE).decode() == form.gold.decode()


@every_format
def test_the_small_file_is_read(form: Format) -> None:
    assert read(form.gold, filename=form.filename) == NOTICE


@every_format
@settings(max_examples=40, deadline=None)
@given(bundle=BUNDLES)
def test_what_is_written_is_read(form: Format, bundle: Bundle) -> None:
    data = form.write(bundle)
    found = read(data, filename=form.filename, language=bundle.target_language)
    assert found == bundle
    assert form.write(found) == data


@every_format
def test_files_that_windows_has_saved(form: Format) -> None:
    """With a byte-order mark, as UTF-16, or with the line ends of Windows."""
    text = form.gold.decode()
    for data in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode(),
    ):
        assert read(data, filename=form.filename) == NOTICE

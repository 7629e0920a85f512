"""Requests that cost more than they should: large uploads, sizes, searches."""

import io
import re
import sys
import time
from collections.abc import Callable, Iterator
from re import _constants, _parser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import override_settings
from django.urls import NoReverseMatch, get_resolver, reverse
from PIL import Image as Canvas
from wagtail.models import UploadedFile
from wagtail.search.utils import parse_query_string

from media_library.models import Document, Image, Media
from search import plan, text
from search.plan import LONGEST_QUERY, plan_of
from tests.admin import errors
from tests.advisories.conftest import Side
from tests.architecture.source import ROOMS
from tests.factories.media import picture_bytes
from tests.plugins.readers import Reader

MEGABYTE = 1024 * 1024
LIMIT = 2_000  # bytes; the real limits are megabytes, and so would be this test


BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}

# Uploads --------------------------------------------------------------------------------


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


UPLOADS: list[tuple[str, type[Any], str]] = [
    ("documents/add/", Document, "so-lieu.txt"),
    ("documents/multiple/add/", Document, "so-lieu.txt"),
    ("documents/chooser/create/", Document, "so-lieu.txt"),
    ("images/add/", Image, "anh.png"),
    ("images/multiple/add/", Image, "anh.png"),
    ("images/chooser/create/", Image, "anh.png"),
    ("media/video/add/", Media, "phim.mp4"),
    ("media/audio/add/", Media, "tieng.mp3"),
]


def fields_of(side: Side, path: str, name: str, content: bytes) -> dict[str, Any]:
    file = upload(name, content)
    place = side.living.portal.collection_id
    facts: dict[str, Any] = {"title": "Mới", "collection": place, "rights": "own"}
    if "multiple" in path:
        return {**facts, "files[]": file}
    prefix = ""
    if "chooser" in path:
        prefix = (
            "image-chooser-upload-" if "images" in path else "document-chooser-upload-"
        )
    return {f"{prefix}{key}": value for key, value in facts.items()} | {
        f"{prefix}file": file,
        "duration": "0",
    }


def kept(model: type[Any]) -> int:
    """Count files of a kind, and those that wait for the rest of their form."""
    return int(model.objects.count() + UploadedFile.objects.count())


def content_of(name: str, most: int) -> bytes:
    """Return a file of that ending, a little larger than a number of bytes."""
    if not name.endswith(".png"):
        return b"x" * (most + 1)
    stream = io.BytesIO()
    Canvas.effect_noise((96, 96), 90).save(stream, "PNG")
    assert len(stream.getvalue()) > most
    return stream.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "model", "name"), UPLOADS, ids=[u[0] for u in UPLOADS]
)
def test_cve_2023_28837_what_is_too_large_is_not_kept(
    own: Side, path: str, model: type[Any], name: str
) -> None:
    before = kept(model)

    def send(content: bytes) -> None:
        sent = fields_of(own, path, name, content)
        own.client.post(f"/admin/{path}", sent, headers=BY_SCRIPT)

    small = picture_bytes() if name.endswith("png") else b"nho"
    limits = {
        "WAGTAILDOCS_MAX_UPLOAD_SIZE": LIMIT,
        "WAGTAILIMAGES_MAX_UPLOAD_SIZE": LIMIT,
        "CLIP_MAX_MB": LIMIT / MEGABYTE,
    }
    with override_settings(**limits):
        send(content_of(name, LIMIT))
        assert kept(model) == before
        send(small)
        assert kept(model) == before + 1


def test_cve_2023_28837_there_are_limits(settings: Any) -> None:
    assert 0 < settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE <= 20 * MEGABYTE
    assert 0 < settings.WAGTAILDOCS_MAX_UPLOAD_SIZE <= 50 * MEGABYTE
    assert 0 < settings.CLIP_MAX_MB <= 500
    assert 0 < settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS <= 50_000_000
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 3 * MEGABYTE
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 3 * MEGABYTE


class Watched:
    """A file that remembers the largest piece it was asked for."""

    largest = 0

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        found: bytes = self._file.read(size)
        Watched.largest = max(Watched.largest, len(found))
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._file)


class WatchedUploads(TemporaryFileUploadHandler):
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        assert isinstance(self.file, TemporaryUploadedFile)
        self.file.file = Watched(self.file.file)  # type: ignore[assignment]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "model", "name"),
    [
        ("documents/add/", Document, "so-lieu.txt"),
        ("media/video/add/", Media, "phim.mp4"),
    ],
)
@override_settings(
    FILE_UPLOAD_HANDLERS=[f"{WatchedUploads.__module__}.{WatchedUploads.__name__}"]
)
def test_cve_2023_28837_a_large_upload_is_never_whole_in_memory(
    own: Side, path: str, model: type[Any], name: str
) -> None:
    Watched.largest, before = 0, kept(model)
    sent = fields_of(own, path, name, b"x" * (MEGABYTE * 3))
    own.client.post(f"/admin/{path}", sent, headers=BY_SCRIPT)
    assert kept(model) == before + 1
    assert 0 < Watched.largest <= MEGABYTE


@pytest.mark.django_db
def test_cve_2023_28837_a_picture_of_too_many_pixels_is_refused(
    own: Side, settings: Any
) -> None:
    """A small file may be a very large picture once it is decoded."""
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 96 * 60 - 1
    before = Image.objects.count()
    sent = fields_of(own, "images/add/", "anh.png", picture_bytes())
    assert errors(own.client.post("/admin/images/add/", sent))
    assert Image.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("media/media/add/", "media/video/add/", "media/audio/add/"),
        *("documents/add/", "images/add/"),
    ],
)
def test_cve_2021_32681_no_script_is_kept_as_a_file(own: Side, path: str) -> None:
    """A page with a script in the store would run on every portal's own host."""
    ours = own.client
    for name in ("trang.html", "hinh.svg", "khong-duoi"):
        ours.post(f"/admin/{path}", fields_of(own, path, name, b"<script>"))
    for model in (Media, Document, Image):
        assert not model.objects.filter(title="Mới").exists()


# Sizes of pictures ------------------------------------------------------------------------

HUGE = (
    "width-999999999", "height-999999999", "min-99999x99999", "max-99999x99999",
    "fill-99999x99999", "fill-99999x99999-c100", "original",
)  # fmt: skip
REFUSED = (
    "scale-100000", "width-50|format-avif", "width-50|avifquality-100", "width--1",
    "width-50|bgcolor-fff", "crop-9", "width-", "x" * 300,
    "<x-canary>",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("spec", HUGE)
def test_cve_2026_54260_no_preview_is_larger_than_the_picture(
    own: Side, spec: str
) -> None:
    response = own.client.get(f"/admin/images/{own.image.pk}/preview/{spec}/")
    with Canvas.open(io.BytesIO(b"".join(response))) as picture:
        assert picture.width <= own.image.width
        assert picture.height <= own.image.height


@pytest.mark.django_db
@pytest.mark.parametrize("spec", REFUSED)
def test_cve_2026_54260_other_operations_are_refused(own: Side, spec: str) -> None:
    response = own.client.get(f"/admin/images/{own.image.pk}/preview/{spec}/")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
def test_cve_2026_54263_there_is_no_generator_of_addresses(own: Side) -> None:
    """Nobody asks for a picture in a size of one's own: sizes are made at publication."""
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=("x", 1, "width-50"))
    for place in ("generate_url/", "generate_url/output/"):
        query = "?filter_method=<x-canary>&width=<x-canary>&height=1"
        response = own.client.get(f"/admin/images/{own.image.pk}/{place}{query}")
        assert response.status_code == 404
        assert b"<x-canary>" not in response.content


# Searches ----------------------------------------------------------------------------------

STUFF = ('"', 'a"', "a:b ", "“", "-" * 2, "\u0301", "đ", "a.", "x:'", ' "a', "((", "\\")
GROWTH = 4


def spent(work: Callable[[str], Any], given: str) -> float:
    """Return the least time that one call took, of several."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work(given)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("work", [plan_of, parse_query_string, text.words, text.canon])
@pytest.mark.parametrize("stuff", STUFF)
def test_cve_2024_39317_reading_a_query_costs_as_much_as_it_is_long(
    work: Callable[[str], Any], stuff: str
) -> None:
    """Four times the letters may cost eight times as much, not sixteen."""
    given = stuff * (4_000 // len(stuff))
    once, more = spent(work, given), spent(work, given * GROWTH)
    assert more < once * GROWTH * 2 + 0.01


def test_cve_2024_39317_a_query_is_cut_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths: list[int] = []

    def split(given: str) -> list[Any]:
        lengths.append(len(given))
        return []

    monkeypatch.setattr(plan, "split", split)
    plan_of('a"' * 50_000)
    assert sum(lengths) <= LONGEST_QUERY


@pytest.mark.django_db
def test_cve_2024_39317_long_questions_are_answered(own: Side, reader: Reader) -> None:
    for stuff in STUFF:
        response = reader.get(
            own.living.host, "/-/tim-kiem/", data={"q": stuff * (3_000 // len(stuff))}
        )
        assert response.status_code == 200


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every compiled pattern of our modules, by where it stands."""
    assert get_resolver().url_patterns  # with them everything is loaded
    return {
        f"{module}.{name}": value
        for module, loaded in list(sys.modules.items())
        if module.split(".")[0] in ROOMS
        for name, value in vars(loaded).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def nested_repeats(pattern: str) -> bool:
    """Tell a repeat without an end inside another: what backtracks for ever."""
    return _repeats(_parser.parse(pattern), inside=False)


def _repeats(tree: Any, *, inside: bool) -> bool:
    for kind, value in tree:
        endless = kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and (
            value[1] is _constants.MAXREPEAT
        )
        if endless and inside:
            return True
        if any(_repeats(part, inside=inside or endless) for part in _inner(value)):
            return True
    return False


def _inner(value: Any) -> Iterator[Any]:
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _inner(part)


def test_the_look_for_repeats_sees_them() -> None:
    assert nested_repeats(r"(a+)+b")
    assert nested_repeats(r"(?:x(?:\w*,)*)*")
    assert not nested_repeats(r"[^\W_]+ a*")


def test_cve_2024_39317_no_pattern_of_ours_repeats_a_repeat() -> None:
    assert len(patterns()) > 10
    spoilt = {name for name, one in patterns().items() if nested_repeats(one.pattern)}
    assert not spoilt

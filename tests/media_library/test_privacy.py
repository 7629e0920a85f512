"""Files of private collections stand apart, and come back when they are public."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_delete
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import SourceImageIOError
from wagtail.models import Collection, CollectionViewRestriction

from media_library.models import Image, Leftover, Media, Rendition
from media_library.services import clear_leftovers, follow_privacy, prepare_renditions
from media_library.signals import asset_changed
from tests.admin import admin_client, form_of
from tests.factories.media import ImageFactory, MediaFactory, picture_bytes
from tests.factories.people import UserFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

SIZES = ("fill-36x24|format-webp", "max-72x72|format-webp")
Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Return a block at whose end what waits for the commit is done."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
@kept
def shelf() -> Collection:
    root = Collection.get_first_root_node()
    assert root is not None
    found: Collection = root.add_child(instance=Collection(name="Kho"))
    return found


@pytest.fixture
def image(shelf: Collection) -> Image:
    made: Image = ImageFactory.create(collection=shelf)
    prepare_renditions(images=[made], filters=SIZES)
    return made


@pytest.fixture
def clip(shelf: Collection) -> Media:
    made: Media = MediaFactory.create(
        collection=shelf, thumbnail=ContentFile(picture_bytes(), "bia.png")
    )
    return made


def restrict(collection: Collection, kind: str = "login") -> CollectionViewRestriction:
    made: CollectionViewRestriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind
    )
    return made


def files(asset: Image | Media) -> list[str]:
    """Return the names of all files of an asset, as its rows have them."""
    if isinstance(asset, Image):
        sizes = Rendition.objects.filter(image=asset).values_list("file", flat=True)
        return [Image.objects.get(pk=asset.pk).file.name, *sizes]
    stored = Media.objects.get(pk=asset.pk)
    return [str(stored.file.name), str(stored.thumbnail.name)]


def all_apart(asset: Image | Media) -> bool:
    folder = f"private/{asset.public_id.hex}/"
    return all(name.startswith(folder) for name in files(asset))


def none_apart(asset: Image | Media) -> bool:
    return not any(name.startswith("private/") for name in files(asset))


def there(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


# What is uploaded -----------------------------------------------------------------------


def test_what_is_uploaded_to_a_private_collection_lies_apart(shelf: Collection) -> None:
    below = shelf.add_child(instance=Collection(name="Trong nữa"))
    restrict(shelf)
    image = ImageFactory.create(
        collection=below, file=ContentFile(picture_bytes(), f"{'dài' * 40}.png")
    )
    clip = MediaFactory.create(
        collection=below, thumbnail=ContentFile(picture_bytes(), "bia.png")
    )
    prepare_renditions(images=[image], filters=SIZES)
    assert len(files(image)) == 3
    for asset in (image, clip):
        assert all_apart(asset)
        assert all(there(files(asset)))
    assert image.file.url.startswith(f"/-/kho-rieng/{image.public_id}/")
    assert clip.url == f"/-/kho-rieng/{clip.public_id}/phim.mp4"


def test_what_is_uploaded_elsewhere_lies_among_the_public(
    image: Image, clip: Media
) -> None:
    assert none_apart(image)
    assert none_apart(clip)
    assert image.file.url.startswith("/media/original_images/")
    assert clip.thumbnail.url.startswith("/media/media_thumbnails/")


# A restriction comes and goes -----------------------------------------------------------


def test_a_restriction_takes_files_away_and_its_end_brings_them_back(
    shelf: Collection, image: Image, clip: Media, commit: Commit
) -> None:
    before = [*files(image), *files(clip)]
    with commit():
        restriction = restrict(shelf)
        assert all_apart(image)  # at once, in the same transaction
        assert all_apart(clip)
        assert all(there(before))  # gone only when that is certain
    assert there(before) == [False] * 5
    assert files(image)[1:] == []  # made anew when asked for
    assert all(there([*files(image), *files(clip)]))
    assert not Leftover.objects.exists()

    hidden = [*files(image), *files(clip)]
    with commit():
        restriction.delete()
        assert all_apart(image)  # a public copy could not be taken back
    assert none_apart(image)
    assert none_apart(clip)
    assert there(hidden) == [False] * 3
    assert all(there([*files(image), *files(clip)]))
    assert Image.objects.get(pk=image.pk).sha256 == image.sha256


def test_a_second_call_finds_nothing_to_do(
    shelf: Collection, image: Image, clip: Media, commit: Commit
) -> None:
    with commit():
        restrict(shelf)
    names = [*files(image), *files(clip)]
    with CaptureQueriesContext(connection) as asked:
        assert follow_privacy() == 0
    assert [*files(image), *files(clip)] == names
    # What is restricted, secret pictures, secret clips; each way pictures and clips.
    assert len(asked) == 7


def test_a_collection_that_is_shut_from_above_is_shut(
    shelf: Collection, commit: Commit
) -> None:
    inner = shelf.add_child(instance=Collection(name="Trong"))
    image = ImageFactory.create(collection=inner)
    beside = ImageFactory.create(colour="blue")
    with commit():
        restrict(shelf)
    assert all_apart(image)
    assert none_apart(beside)


def test_whoever_shows_a_picture_is_told(
    shelf: Collection, image: Image, clip: Media, commit: Commit
) -> None:
    told: list[Any] = []

    def hear(sender: Any, asset: Any, **kwargs: Any) -> None:
        told.append(asset)

    asset_changed.connect(hear)
    with commit():
        restrict(shelf)
    asset_changed.disconnect(hear)
    assert told == [image, clip]


# A picture, a clip or a collection moves -------------------------------------------------


@pytest.mark.parametrize("kind", ["images", "media"])
def test_a_file_follows_its_collection_in_the_form(
    kind: str, shelf: Collection, image: Image, clip: Media, commit: Commit
) -> None:
    asset = image if kind == "images" else clip
    vault = shelf.add_sibling(instance=Collection(name="Kho kín"))
    restrict(vault)
    keeper = admin_client(UserFactory.create(superuser=True))
    edit = {"images": f"/admin/images/{image.pk}/"}
    path = edit.get(kind, f"/admin/media/edit/{clip.pk}/")
    before = files(asset)
    with commit():
        form = form_of(keeper.get(path), "main form")
        assert keeper.post(path, {**form, "collection": vault.pk}).status_code == 302
    assert all_apart(asset)
    assert not any(there(before))
    assert all(there(files(asset)))
    with commit():
        form = form_of(keeper.get(path), "main form")
        assert keeper.post(path, {**form, "collection": shelf.pk}).status_code == 302
    assert none_apart(asset)
    assert all(there(files(asset)))


def test_a_thumbnail_that_was_replaced_is_gone(clip: Media, commit: Commit) -> None:
    """Nothing names it any more, so no change of privacy would find it."""
    _file, former = files(clip)
    keeper = admin_client(UserFactory.create(superuser=True))
    path = f"/admin/media/edit/{clip.pk}/"
    new = SimpleUploadedFile("moi.png", picture_bytes("blue"), "image/png")
    with commit():
        form = form_of(keeper.get(path), "main form")
        assert keeper.post(path, {**form, "thumbnail": new}).status_code == 302
        assert all(there([former]))
    assert files(clip)[1] != former
    assert there([*files(clip), former]) == [True, True, False]


def test_many_pictures_follow_their_collection(
    shelf: Collection, image: Image, commit: Commit
) -> None:
    vault = shelf.add_sibling(instance=Collection(name="Kho kín"))
    restrict(vault)
    keeper = admin_client(UserFactory.create(superuser=True))
    path = f"/admin/bulk/media_library/image/add_to_collection/?id={image.pk}"
    with commit():
        assert keeper.post(path, {"collection": vault.pk}).status_code == 302
    assert all_apart(image)


def test_files_follow_a_collection_that_is_moved(
    shelf: Collection, image: Image, commit: Commit
) -> None:
    vault = shelf.add_sibling(instance=Collection(name="Kho kín"))
    restrict(vault)
    keeper = admin_client(UserFactory.create(superuser=True))
    path = f"/admin/collections/{shelf.pk}/"
    with commit():
        sent = {"name": shelf.name, "parent": vault.pk}
        assert keeper.post(path, sent).status_code == 302
    assert Collection.objects.get(pk=shelf.pk).is_child_of(vault)
    assert all_apart(image)
    with commit():
        sent["parent"] = vault.get_parent().pk
        assert keeper.post(path, sent).status_code == 302
    assert none_apart(image)


def test_privacy_set_in_the_administration_moves_files(
    shelf: Collection, image: Image, commit: Commit
) -> None:
    keeper = admin_client(UserFactory.create(superuser=True))
    path = f"/admin/collections/{shelf.pk}/privacy/"
    with commit():
        keeper.post(path, {"restriction_type": "login"})
    assert all_apart(image)
    with commit():
        keeper.post(path, {"restriction_type": "none"})
    assert none_apart(image)


# What a crash leaves ---------------------------------------------------------------------


def test_the_command_mends_what_was_written_past_the_house(
    shelf: Collection,
    image: Image,
    clip: Media,
    commit: Commit,
    capsys: pytest.CaptureFixture[str],
) -> None:
    CollectionViewRestriction.objects.bulk_create(
        [CollectionViewRestriction(collection=shelf, restriction_type="login")]
    )
    before = [*files(image), *files(clip)]
    assert none_apart(image)
    for moved in ("2", "0"):
        with commit():
            call_command("follow_privacy")
        assert f" {moved} " in capsys.readouterr().out
        assert all_apart(image)
        assert all_apart(clip)
        assert not any(there(before))


def test_files_that_a_crash_has_left_are_cleared_later(
    shelf: Collection, image: Image, commit: Commit
) -> None:
    """The process ends between the commit and the deletion."""
    before = files(image)
    with commit.func(execute=False):
        restrict(shelf)
    assert all(there(before))
    assert sorted(Leftover.objects.values_list("name", flat=True)) == sorted(before)
    with commit():
        follow_privacy()
    assert not any(there(before))
    assert not Leftover.objects.exists()


def test_a_file_that_is_named_again_is_not_cleared(image: Image, clip: Media) -> None:
    names = [*files(image), *files(clip)]
    Leftover.objects.keep(names)
    clear_leftovers()
    assert all(there(names))


def test_a_file_that_cannot_be_deleted_stays_remembered(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Leftover.objects.keep(["images/gone.png", "images/too.png"])

    def delete(name: str) -> None:
        if name == "images/gone.png":
            raise PermissionError(name)

    monkeypatch.setattr(default_storage, "delete", delete)
    with caplog.at_level(logging.ERROR):
        clear_leftovers()
    assert [record.event for record in caplog.records] == ["leftover_stays"]
    assert list(map(str, Leftover.objects.all())) == ["images/gone.png"]


def test_a_lost_original_still_loses_its_sizes(
    shelf: Collection, image: Image, commit: Commit, caplog: pytest.LogCaptureFixture
) -> None:
    original, *sizes = files(image)
    default_storage.delete(original)
    with commit(), caplog.at_level(logging.WARNING):
        restrict(shelf)
    assert {record.event for record in caplog.records} == {"file_missing"}
    assert files(image) == [original]
    assert not any(there(sizes))


def test_what_is_uploaded_while_a_collection_is_shut_follows(
    shelf: Collection, commit: Commit
) -> None:
    """Its place was asked for before, its row came after everything was looked at."""
    image = ImageFactory.create()
    with commit():
        restrict(shelf)
        Image.objects.filter(pk=image.pk).update(collection=shelf)
        assert none_apart(image)
    assert all_apart(image)


@pytest.mark.parametrize("filters", [SIZES[:1], SIZES], ids=["one", "several"])
def test_a_size_made_while_the_picture_is_moved_is_not_kept(
    shelf: Collection, commit: Commit, filters: tuple[str, ...]
) -> None:
    """Another process still knows the old place, and reads before the file is gone."""
    stale = ImageFactory.create(collection=shelf)
    made: list[str] = []

    def note(sender: Any, instance: Rendition, **kwargs: Any) -> None:
        made.append(instance.file.name)

    post_delete.connect(note, sender=Rendition)
    with commit.func(execute=False):
        restrict(shelf)
    with commit(), pytest.raises(SourceImageIOError):
        stale.get_renditions(*filters)
    assert not Rendition.objects.exists()
    post_delete.disconnect(note, sender=Rendition)
    assert len(made) == len(filters)
    assert not any(there(made))


def test_a_twin_s_size_is_copied_to_where_the_picture_is(
    shelf: Collection, image: Image, commit: Commit
) -> None:
    vault = shelf.add_sibling(instance=Collection(name="Kho kín"))
    restrict(vault)
    twin = ImageFactory.create(collection=vault)
    assert twin.sha256 == image.sha256
    prepare_renditions(images=[twin], filters=SIZES)
    assert len(files(twin)) == 3
    assert all_apart(twin)
    assert none_apart(image)

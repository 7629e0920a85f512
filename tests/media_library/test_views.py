"""Private files are handed to the people of their unit, at one address only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from media_library.models import Document, Image, Media
from media_library.services import prepare_renditions
from media_library.views import kind_of
from sites.models import Capability, RoleAssignment, UnitKind
from tests.admin import admin_client
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    picture_bytes,
)
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

SIZES = ("fill-36x24|format-webp", "max-72x72|format-avif")
Commit = Callable[..., Any]


@pytest.fixture
@kept
def own() -> Living:
    province = UnitFactory.create(kind=UnitKind.PROVINCE, code="tinh")
    return living_portal(unit=UnitFactory.create(parent=province))


@pytest.fixture
@kept
def vault(own: Living) -> Collection:
    """A collection in one that is private."""
    top = own.portal.collection.add_child(instance=Collection(name="Kín"))
    CollectionViewRestriction.objects.create(collection=top, restriction_type="login")
    below: Collection = top.add_child(instance=Collection(name="Trong"))
    return below


@pytest.fixture
def image(vault: Collection) -> Image:
    made: Image = ImageFactory.create(collection=vault)
    prepare_renditions(images=[made], filters=SIZES)
    return made


@pytest.fixture
def clip(vault: Collection) -> Media:
    made: Media = MediaFactory.create(
        collection=vault, thumbnail=ContentFile(picture_bytes(), "bia.png")
    )
    return made


@pytest.fixture
def addresses(image: Image, clip: Media) -> dict[str, str]:
    """Return every address of both with the media type it has to be told."""
    small, large = image.renditions.order_by("filter_spec")
    return {
        image.file.url: "image/png",
        small.url: "image/webp",
        large.url: "image/avif",
        clip.url: "video/mp4",
        clip.thumbnail.url: "image/png",
    }


def nobody(living: Living) -> Client:
    return Client(headers={"host": living.host})


def ask(client: Client, address: str, **kwargs: Any) -> tuple[int, bytes]:
    """Return the status of an answer and all of its bytes."""
    answer: Any = client.get(address, **kwargs)
    content = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, content


def status(client: Client, address: str, **kwargs: Any) -> int:
    return ask(client, address, **kwargs)[0]


def test_everybody_of_the_unit_is_given_its_private_files(
    own: Living, addresses: dict[str, str]
) -> None:
    reviewer = admin_client(person_of(own.unit, Capability.PROOFREADER))
    for address, kind in addresses.items():
        answer = reviewer.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == kind
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'"
        assert len(b"".join(answer)) == int(answer["Content-Length"]) > 0


def test_from_above_they_are_seen_as_well(
    own: Living, addresses: dict[str, str]
) -> None:
    province = own.unit.parent
    assert province is not None
    for capability in (Capability.STANDING_OFFICE, Capability.AUDITOR):
        above = admin_client(person_of(province, capability))
        for address in addresses:
            assert status(above, address) == 200
    keeper = admin_client(UserFactory.create(superuser=True))
    assert all(status(keeper, address) == 200 for address in addresses)


def test_for_everybody_else_they_do_not_exist(
    own: Living, addresses: dict[str, str]
) -> None:
    other = living_portal()
    foreign = person_of(other.unit, Capability.UNIT_ADMIN, Capability.MEDIA_KEEPER)
    gone = person_of(own.unit, Capability.EDITOR)
    RoleAssignment.objects.filter(user=gone).update(valid_to=timezone.now())
    asking = [
        *(nobody(own), nobody(other), admin_client(None)),
        *(admin_client(foreign), admin_client(gone)),
    ]
    for client in asking:
        for address in addresses:
            for method in (client.get, client.head):
                assert method(address).status_code == 404


def test_on_a_portal_nobody_is_known(own: Living, addresses: dict[str, str]) -> None:
    """A session of the house opens nothing on a portal."""
    client = admin_client(person_of(own.unit, Capability.EDITOR))
    for address in addresses:
        assert status(client, address, headers={"host": own.host}) == 404


def test_they_are_read_and_nothing_else(own: Living, image: Image) -> None:
    editor = admin_client(person_of(own.unit, Capability.EDITOR))
    assert editor.post(image.file.url).status_code == 405


def test_the_store_hands_out_none(
    own: Living, image: Image, clip: Media, addresses: dict[str, str]
) -> None:
    sizes = [size.file.name for size in image.renditions.all()]
    names = [image.file.name, clip.file.name, clip.thumbnail.name, *sizes]
    assert len(names) == len(addresses)
    for client in (nobody(own), admin_client(None)):
        for name in names:
            for way in ("", "/", "./", "images/../", "%2e/", "Private/../"):
                assert status(client, f"/media/{way}{name}") == 404


def test_old_public_addresses_are_gone(
    own: Living, django_capture_on_commit_callbacks: Commit
) -> None:
    place = own.portal.collection
    image = ImageFactory.create(collection=place)
    clip = MediaFactory.create(
        collection=place, thumbnail=ContentFile(picture_bytes(), "bia.png")
    )
    prepare_renditions(images=[image], filters=SIZES)
    sizes = [size.url for size in image.renditions.all()]
    public = [image.file.url, clip.url, clip.thumbnail.url, *sizes]
    for address in public:
        assert status(nobody(own), address) == 200
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.create(
            collection=place, restriction_type="login"
        )
    editor = admin_client(person_of(own.unit, Capability.EDITOR))
    for address in public:
        assert status(nobody(own), address) == 404
        assert status(editor, address) == 404


def test_an_address_that_names_no_file_of_the_asset_is_nothing(
    own: Living, image: Image, clip: Media
) -> None:
    editor = admin_client(person_of(own.unit, Capability.EDITOR))
    folder = f"/-/kho-rieng/{image.public_id}/"
    other = f"/-/kho-rieng/{clip.public_id}/"
    file = image.filename
    for address in (
        *(folder, f"{folder}khac.png", f"{folder}%00", f"{folder}..%2f{file}"),
        *(f"{other}{file}", f"/-/kho-rieng/{'0' * 36}/{file}", "/-/kho-rieng/"),
        f"/-/kho-rieng/00000000-0000-0000-0000-000000000000/{file}",
    ):
        assert status(editor, address) == 404, address


def test_a_file_that_is_lost_is_not_found(own: Living, image: Image) -> None:
    image.file.storage.delete(image.file.name)
    editor = admin_client(person_of(own.unit, Capability.EDITOR))
    assert status(editor, image.file.url) == 404


def test_a_group_that_was_named_may_see(own: Living) -> None:
    group = Group.objects.create(name="Tổ lịch sử")
    place = own.portal.collection
    CollectionViewRestriction.objects.create(
        collection=place, restriction_type="groups"
    ).groups.add(group)
    image = ImageFactory.create(collection=place)
    other = living_portal()
    named, stranger = (person_of(other.unit, Capability.EDITOR) for _ in range(2))
    named.groups.add(group)
    assert status(admin_client(named), image.file.url) == 200
    assert status(admin_client(stranger), image.file.url) == 404
    assert status(nobody(own), image.file.url) == 404


def test_a_file_that_is_still_apart_after_its_collection_was_opened_is_given(
    own: Living, vault: Collection, image: Image
) -> None:
    """A crash may leave it so until the command is run."""
    address = image.file.url
    CollectionViewRestriction.objects.all()._raw_delete("default")
    assert ask(nobody(own), address)[1].startswith(b"\x89PNG")


def test_a_file_costs_few_queries(own: Living, image: Image) -> None:
    editor = admin_client(person_of(own.unit, Capability.EDITOR))
    status(editor, image.file.url)
    with CaptureQueriesContext(connection) as asked:
        assert status(editor, image.file.url) == 200
    assert len(asked) <= 12, "\n".join(query["sql"] for query in asked)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.AVIF", "image/avif"),
        ("a.webp", "image/webp"),
        ("a.mp3", "audio/mpeg"),
        ("a.qqq", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_a_file_s_kind_is_told_by_its_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


# Documents ------------------------------------------------------------------------------


def test_a_private_document_is_not_for_the_people_of_other_units(
    own: Living, vault: Collection
) -> None:
    """Wagtail's “any logged-in user” would be everybody who works in the house."""
    document: Document = DocumentFactory.create(collection=vault)
    theirs = person_of(own.unit, Capability.PROOFREADER)
    foreign = person_of(living_portal().unit, Capability.UNIT_ADMIN)
    assert ask(admin_client(theirs), document.url) == (200, b"ke hoach")
    assert status(admin_client(foreign), document.url) == 404
    assert status(admin_client(None), document.url) == 302  # to the door

"""Pictures and files of the demonstration, each unit with copies of its own."""

import hashlib

import pytest
from wagtail.models import Collection, Locale

from cms.demo.assets import FILES, PICTURES, Assets, catalogue, fingerprint
from media_library.models import Document, Image, ImageText
from media_library.models.assets import Rights

PLAN = "cong-van-1483-cv-btgtu-kien-giang-2024.pdf"


def collection(name: str) -> Collection:
    made: Collection = Collection.get_first_root_node().add_child(name=name)
    return made


def test_the_catalogue_describes_every_picture_there_is() -> None:
    files = {path.stem for path in PICTURES.glob("*.webp")}
    assert set(catalogue()) == files
    for stem, entry in catalogue().items():
        assert entry["title_vi"], stem
        assert entry["alt_vi"], stem
        assert entry["alt_en"], stem
        assert 0 <= entry["focal_x"] <= 1, stem
        assert 0 <= entry["focal_y"] <= 1, stem


def test_the_pictures_are_light() -> None:
    total = sum(path.stat().st_size for path in PICTURES.glob("*.webp"))
    assert total <= 8 * 1024 * 1024


def test_files_tell_pictures_apart() -> None:
    """A unit's copy is found again by what is in its file."""
    prints = {fingerprint(PICTURES / entry["file"]) for entry in catalogue().values()}
    assert len(prints) == len(catalogue())


@pytest.mark.django_db
def test_a_picture_carries_all_that_the_catalogue_tells() -> None:
    english, _made = Locale.objects.get_or_create(language_code="en")
    unit = collection("Thư viện")
    image = Assets(unit).image("khuevan-night")
    entry = catalogue()["khuevan-night"]
    assert image.collection == unit
    assert image.title == "Nét chạm Gác Khuê Văn về đêm"
    assert (image.width, image.height) == (1440, 960)
    assert (image.focal_point_x, image.focal_point_y) == (720, 528)
    assert (image.focal_point_width, image.focal_point_height) == (240, 240)
    assert image.credit == "Tranh: Xưởng tranh cắt giấy Đình"
    assert image.rights == Rights.OWN
    picture = (PICTURES / "khuevan-night.webp").read_bytes()
    assert image.sha256 == hashlib.sha256(picture).hexdigest()
    assert image.file_size == len(picture)
    texts = ImageText.objects.filter(image=image)
    assert dict(texts.values_list("locale__language_code", "alt")) == {
        "vi": entry["alt_vi"],
        "en": entry["alt_en"],
    }
    assert image.alt_in(english.language_code) == entry["alt_en"]


@pytest.mark.django_db
def test_a_picture_asked_for_twice_is_one() -> None:
    assets = Assets(collection("Thư viện"))
    assert assets.image("khuevan-night") == assets.image("khuevan-night")
    assert Image.objects.count() == 1
    assert ImageText.objects.filter(locale__language_code="vi").count() == 1


@pytest.mark.django_db
def test_pictures_of_one_title_are_not_mistaken_for_one_another() -> None:
    wide, tall = "denlong-night", "denlong-night-doc"
    assert catalogue()[wide]["title_vi"] == catalogue()[tall]["title_vi"]
    assets = Assets(collection("Thư viện"))
    assert (assets.image(wide), assets.image(tall)) == (
        Image.objects.get(width=catalogue()[wide]["width"]),
        Image.objects.get(width=catalogue()[tall]["width"]),
    )
    assert assets.image(tall) == assets.image(tall)
    assert Image.objects.count() == 2


@pytest.mark.django_db
def test_units_share_no_pictures_and_no_files() -> None:
    first, second = Assets(collection("Thư viện")), Assets(collection("Bảo tàng"))
    assert first.image("khuevan-night") != second.image("khuevan-night")
    assert first.document(PLAN, "Công văn") != second.document(PLAN, "Công văn")
    names = Image.objects.values_list("file", flat=True)
    assert len(set(names)) == 2


@pytest.mark.django_db
def test_an_unknown_picture_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(KeyError):
        Assets(collection("Thư viện")).image("khong-co")
    assert Image.objects.count() == 0


@pytest.mark.django_db
def test_a_document_is_kept_once_byte_for_byte() -> None:
    unit = collection("Thư viện")
    assets = Assets(unit)
    document = assets.document(PLAN, "Công văn")
    assert assets.document(PLAN, "Công văn") == document
    content = (FILES / PLAN).read_bytes()
    assert document.collection == unit
    assert document.title == "Công văn"
    with document.file.open() as kept:
        assert kept.read() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.file_size == len(content)
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_the_forms_of_one_document_are_two_files() -> None:
    assets = Assets(collection("Thư viện"))
    pdf = assets.document(PLAN, "Công văn")
    docx = assets.document(PLAN.replace(".pdf", ".docx"), "Công văn")
    assert [pdf.file_extension, docx.file_extension] == ["pdf", "docx"]
    assert [pdf.content_type, docx.content_type] == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]


@pytest.mark.django_db
def test_an_unknown_document_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(FileNotFoundError):
        Assets(collection("Thư viện")).document("khong-co.pdf", "Công văn")
    assert Document.objects.count() == 0

"""Names of files that stand apart."""

from media_library.models import Image
from media_library.places import guarded_address, is_private, private_name


def test_a_long_name_leaves_room_for_what_the_store_adds() -> None:
    image = Image()
    name = private_name(image.public_id, f"original_images/{'a' * 70}.b.c.jpeg")
    assert len(name) == len("private/") + 32 + 1 + 50
    assert name.endswith("a.jpeg")
    assert guarded_address(name) == (
        f"/-/kho-rieng/{image.public_id}/{name.rpartition('/')[2]}"
    )


def test_only_the_folder_makes_a_file_private() -> None:
    assert is_private("private/0/anh.png")
    assert not is_private("images/private/anh.png")
    assert not is_private("private.png")

"""How pictures are read and written: as fast as a publication can bear (ADR 0020).

Neither Wagtail nor Willow lets the effort of an encoder be chosen, and Willow decodes a
whole picture to learn its size. Both keep registries for exactly such changes.
"""

from typing import Any

from PIL import AvifImagePlugin, Image, WebPImagePlugin, features
from willow.image import AvifImageFile, JPEGImageFile, PNGImageFile, WebPImageFile
from willow.registry import registry

# AVIF of 0 to 10: Pillow's 6 takes four times as long for a tenth fewer bytes. WebP of
# 0 to 6: Pillow's 4 takes more than twice as long for a twentieth fewer.
EFFORT = {
    AvifImagePlugin.AvifImageFile.format: {"speed": 8},
    WebPImagePlugin.WebPImageFile.format: {"method": 2},
}
KNOWS_AVIF = bool(features.check("avif"))  # some builds of Pillow come without
SIZED_BY_HEADER = (AvifImageFile, JPEGImageFile, PNGImageFile, WebPImageFile)


def hurry() -> None:
    """Take the size of a picture from its header, and write with our effort."""
    for kind in SIZED_BY_HEADER:
        registry.register_operation(kind, "get_size", size_in_header)
    for name, options in EFFORT.items():
        if name in Image.SAVE:
            Image.register_save(name, _with(options, Image.SAVE[name]))


def size_in_header(image_file: Any) -> tuple[int, int]:
    """Return width and height without decoding a pixel."""
    image_file.f.seek(0)
    size: tuple[int, int] = Image.open(image_file.f).size
    return size


def _with(options: dict[str, int], usual: Any) -> Any:
    def save(image: Any, file: Any, filename: Any) -> None:
        for option, value in options.items():
            image.encoderinfo.setdefault(option, value)
        usual(image, file, filename)

    return save

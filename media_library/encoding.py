"""How pictures are written: at a speed that a publication can bear (ADR 0020).

Neither Wagtail nor Willow lets the effort of an encoder be chosen; Pillow takes it from
whoever writes a format.
"""

from typing import Any

from PIL import AvifImagePlugin, Image, WebPImagePlugin, features

# AVIF of 0 to 10: Pillow's 6 takes four times as long for a tenth fewer bytes. WebP of
# 0 to 6: Pillow's 4 takes more than twice as long for a twentieth fewer.
EFFORT = {
    AvifImagePlugin.AvifImageFile.format: {"speed": 8},
    WebPImagePlugin.WebPImageFile.format: {"method": 2},
}
KNOWS_AVIF = bool(features.check("avif"))  # some builds of Pillow come without


def write_fast() -> None:
    """Make Pillow write with our effort wherever the caller names none."""
    for name, options in EFFORT.items():
        if name in Image.SAVE:
            Image.register_save(name, _with(options, Image.SAVE[name]))


def _with(options: dict[str, int], usual: Any) -> Any:
    def save(image: Any, file: Any, filename: Any) -> None:
        for option, value in options.items():
            image.encoderinfo.setdefault(option, value)
        usual(image, file, filename)

    return save

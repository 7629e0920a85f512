"""The one size of a picture that is handed on: to feeds, networks and site maps.

JPEG, because hardly any of them takes anything newer. It is among the sizes that are
made at publication.
"""

from typing import Any
from urllib.parse import urljoin

from wagtail.images.models import Filter

from media_library.models import Image
from media_library.renditions import ROLES

SHARED = ROLES["lead"].jpeg


def shared_picture(image: Image | None) -> Any:
    """Return the rendition to hand on, if there is one already and everybody may see it.

    Asks the database nothing where the renditions were loaded with the picture.
    """
    if image is None or image.is_private:
        return None
    wanted = Filter(spec=SHARED)
    return image.find_existing_renditions(wanted).get(wanted)


def address_at(root_url: str, rendition: Any) -> str:
    """Return a picture's absolute address: on the portal's own host, unless files live elsewhere.

    Wagtail's ``full_url`` would name the administration's.
    """
    return urljoin(root_url, str(rendition.url))

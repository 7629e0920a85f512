"""Two living portals on a real server, each with its own people and pictures."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from media_library.models import Image
from sites.models import Portal
from sites.services import follow_port

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "cms" / "demo" / "pictures"
PASSWORD = "mat-khau-thu-nghiem"
WATCHED = """
    document.addEventListener("w-unsaved:watch-edits", () => {
        document.documentElement.dataset.watched = "";
    });
"""


@dataclass(frozen=True)
class House:
    """The running house: where its own host and its portals answer."""

    port: int

    def admin(self, path: str = "") -> str:
        return f"http://localhost:{self.port}/admin/{path}"

    def portal(self, name: str, path: str = "/") -> str:
        return f"http://{name}.localhost:{self.port}{path}"


@pytest.fixture
def house(live_server: LiveServer, settings: object) -> House:
    port = urlsplit(live_server.url).port
    assert port is not None
    for name in ("van-hoa", "bao-tang"):
        text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
        open_portal(spec=parse(text), source=f"{name}.yaml")
    follow_port(port=port)
    for user in get_user_model().objects.filter(is_superuser=False):
        user.set_password(PASSWORD)
        user.save()
    return House(port)


def add_pictures(unit_code: str, *stems: str) -> list[Image]:
    collection = Portal.objects.get(unit__code=unit_code).collection
    return [_picture(stem, collection) for stem in stems]


def _picture(stem: str, collection: object) -> Image:
    with (PICTURES / f"{stem}.webp").open("rb") as file:
        words = {"title": stem, "description": f"Tranh {stem}", "credit": "Bình Minh"}
        picture = Image(**words, collection=collection)
        picture.file = ImageFile(file, name=f"{stem}.webp")
        picture.save()
    return picture


def log_in(page: Page, house: House, username: str) -> None:
    page.goto(house.admin("login/"))
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(house.admin())


def open_watched(page: Page, address: str) -> None:
    """Open an editor, and wait until it notices what is typed."""
    page.add_init_script(WATCHED)
    page.goto(address)
    # The policy lets no test wait for a script of its own either.
    expect(page.locator("html[data-watched]")).to_have_count(1)
    page.wait_for_timeout(500)  # Wagtail begins to watch twice, moments apart

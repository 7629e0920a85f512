"""An item under embargo in Beta, seen by Beta's own people who are not on its route.

Whatever tells what it is about can be recognised: its words contain ``vakij``.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.moderation.services import submit_item
from cms.users.models import User
from media_library.services import follow_privacy
from sites.models import Capability
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    figure,
    picture_bytes,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.tenancy.callers import Caller
from tests.tenancy.world import Side, World

WORD = "vakij"
# Who is in a unit and not on the route: everybody but its head and who speaks for it.
ON_THE_ROUTE = {Capability.HEAD_OF_UNIT, Capability.SPOKESPERSON}


@dataclass
class Veiled:
    """The secret in the place of Beta's things, who wrote it, and who must not know."""

    world: World
    side: Side
    author: User
    outsiders: dict[str, User]

    @cached_property
    def callers(self) -> dict[str, Caller]:
        return {name: Caller(user) for name, user in self.outsiders.items()}

    @cached_property
    def insider(self) -> Caller:
        return Caller(self.author)

    @cached_property
    def asked_of(self) -> World:
        """Return the world whose Beta is the secret: what questions are made of."""
        return replace(self.world, beta=self.side)

    def log_in(self) -> None:
        assert all((self.insider, *self.callers.values()))


def build(world: World) -> Veiled:
    """Make the secret; called in the transaction of the world."""
    beta, province = world.beta, world.beta.unit.parent
    assert province is not None
    unit, name = beta.unit, f"zuyp-{WORD}"
    author = person_of(unit, *Capability, username="nguoi-viet", full_name="Tô Viết")
    files = _files(beta, name)
    page = _secret(beta, author, name, files)
    case = submit_item(page=page, actor=author)
    follow_privacy()
    pages = dict.fromkeys(("news", "draft", "private", "routed", "scheduled"), page)
    side = replace(
        beta,
        person=author,
        pages={**beta.pages, **pages},
        case=case,
        desk=replace(beta.desk, case=case),
        **files,
    )
    rest = [name for name in Capability if name not in ON_THE_ROUTE]
    outsiders = {
        "everything": person_of(unit, *rest, username="nguoi-ngoai"),
        "office": person_of(
            province, Capability.STANDING_OFFICE, username="nguoi-tren"
        ),
    }
    return Veiled(world, side, author, outsiders)


def _secret(beta: Side, author: User, name: str, files: dict[str, Any]) -> Page:
    """Return a draft of two versions under embargo, with a file of every kind."""
    page: Page = NewsPageFactory.create(
        parent=beta.section,
        title=name,
        owner=author,
        draft=True,
        summary=f"{name}-tom-tat",
        lead_image=files["image"],
        body=[
            figure(files["image"]),
            ("download", {"document": files["document"], "label": ""}),
            ("video", {"video": files["media"], "caption": ""}),
        ],
    )
    page.save_revision(user=author)
    page.save_revision(user=author)
    EditorialRecord.objects.filter(translation_key=page.translation_key).update(
        embargo_until=timezone.now() + timedelta(days=2)
    )
    return page


def _files(beta: Side, name: str) -> dict[str, Any]:
    shelf = beta.living.portal.collection
    return {
        "image": ImageFactory.create(
            title=name,
            credit=f"{name}-anh",
            file=ContentFile(picture_bytes("green"), f"{name}.png"),
            collection=shelf,
        ),
        "document": DocumentFactory.create(
            title=name, file=ContentFile(b"kin", f"{name}.txt"), collection=shelf
        ),
        "media": MediaFactory.create(
            title=name,
            credit=f"{name}-phim",
            file=ContentFile(b"kin", f"{name}.mp4"),
            collection=shelf,
        ),
    }

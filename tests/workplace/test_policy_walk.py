"""The policy, measured on every view of the administration (traps.md, section 3).

What a view answers is read first: code in it is a fault wherever it goes, also in the
markup of a modal. What is a page of its own is opened in a browser, which is listened to.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from cms.users.models import User
from cms.workplace.middleware import HEADER, policy
from tests.workplace.conftest import Enter, proved_client
from tests.workplace.ears import Ears
from tests.workplace.visits import View, address_of, views

pytestmark = [
    pytest.mark.browser,
    pytest.mark.proof,
    pytest.mark.django_db(transaction=True),
    pytest.mark.no_cover,  # it opens everything there is: which lines ran tells nothing
]

CODE = re.compile(
    r"<script(?![^>]*\b(?:src|type=.?application/(?:ld\+)?json))[^>]*>"
    r"|<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=[\"']",
    re.IGNORECASE,
)
# What a GET answers where it is not a page: forms without one, and questions that need
# more than an address.
POSTED = (
    *("directives:finish", "quality:fix", "quality:live", "quality:live_new"),
    *("account_end_others", "account_logout"),
    *("outside:revoke", "bundles:dissolve", "bundles:leave"),
    *(f"wagtailadmin_pages:{form}" for form in ("lock", "unlock", "set_page_position")),
    *("wagtailadmin_workflows:enable", "wagtailadmin_workflows:enable_task"),
    *(f"wagtaildocs:{form}_multiple" for form in ("edit", "delete")),
    *(f"wagtailimages:{form}_multiple" for form in ("edit", "delete")),
    "wagtailadmin_api:pages:action",
)
LED_ON = (
    *("mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_generate_recovery_codes"),
    "wagtailadmin_pages:unpublish",  # nobody's: the desk takes down
    *("wagtailadmin_pages:revisions_index", "wagtailadmin_workflows:select_task_type"),
    *("wagtailsnippets:index", "person_chooser:create", "portal:add", "portal:delete"),
    "unit:delete",
)
NOTHING_THERE = (
    "takedown:file",
    *(f"wagtailadmin_api:{kind}:find" for kind in ("pages", "documents", "images")),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    *("wagtailimages:url_generator", "wagtailimages:url_generator_output"),
)
ANSWERS = {
    **dict.fromkeys(POSTED, HTTPStatus.METHOD_NOT_ALLOWED),
    **dict.fromkeys(LED_ON, HTTPStatus.FOUND),
    **dict.fromkeys(NOTHING_THERE, HTTPStatus.NOT_FOUND),
}
# These are for people who are not logged in.
DOOR = (
    *("account_login", "wagtailadmin_login", "wagtailadmin_password"),
    "members_accept",
)


@dataclass
class Read:
    """What the views answered, before any browser."""

    answers: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    pages: list[tuple[View, str]] = field(default_factory=list)

    def visit(self, client: Client, view: View, url: str) -> None:
        if url in self.seen:
            return  # ours stands before Wagtail's view of the same address
        self.seen.add(url)
        response: Any = client.get(url)
        if response.status_code != 200:
            self.answers[view.name] = response.status_code
        body = b"".join(response) if response.streaming else response.content
        text = body.decode("utf-8", "replace").replace('\\"', '"')
        self.faults += [f"{view.name}: {found[:120]}" for found in CODE.findall(text)]
        if response.headers.get(HEADER) != policy():
            self.faults.append(f"{view.name}: {response.headers.get(HEADER)}")
        if response.status_code == 200 and text.lstrip().lower().startswith(
            "<!doctype"
        ):
            self.pages.append((view, url))


def test_every_view_keeps_the_policy(
    live_server: LiveServer,
    browser: Browser,
    keeper: User,
    known: dict[str, Any],
    enter: Enter,
    *,
    proof_size: Callable[[int], int],
) -> None:
    """Every view is read; a browser opens all pages in full size, else each tenth."""
    origin = f"http://localhost:{urlsplit(live_server.url).port}"
    answers: dict[str, int] = {}
    faults: list[str] = []
    visited = 0
    for person in (keeper, None):
        wanted = [view for view in views() if not view.is_left_out]
        wanted = [view for view in wanted if view.name.startswith(DOOR) != bool(person)]
        read, client = Read(), proved_client(person)
        for view in wanted:
            read.visit(client, view, address_of(view, known))
        page = enter(browser.new_context(), person, origin)
        ears = Ears()
        ears.listen(page, origin)
        each = max(1, len(read.pages) // proof_size(len(read.pages)))
        for view, url in read.pages[::each]:
            ears.where = view.name
            page.goto(origin + url, wait_until="domcontentloaded")
        page.context.close()
        answers |= read.answers
        faults += read.faults + ears.heard
        visited += len(read.pages)
    assert not faults
    assert answers == ANSWERS
    assert visited > 120

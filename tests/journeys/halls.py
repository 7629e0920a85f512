"""One portal with the chain of its plan on a real server, and its people at a browser."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect
from wagtail.models import Page as Node

from cms.core.models import BasePage
from cms.demo import chains, loader
from cms.demo.underway import draft_of, person
from cms.evidence.models import Entry
from cms.moderation.models import Case, Decision
from cms.moderation.services import release_due
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.users.models import User
from sites.models import Portal
from sites.services import follow_port
from tests.admin import admin_client
from tests.factories.moderation import record_of

LATER = timedelta(minutes=1)  # longer than a consent can be recalled
WIDE, PHONE = (1280, 900), (390, 844)


def open_hall(page: Page, port: int, code: str) -> "Hall":
    """Open the portal of a plan with its people and routes, as the demonstration does."""
    loader.keep_house()
    (path,) = [one for one in loader.spec_paths() if one.stem[3:] == code]
    open_portal(spec=parse(path.read_text(encoding="utf-8")), source=path.name)
    portal = Portal.objects.get(unit__code=code)
    chains.stage(chains.chain_of(code), portal, loader.KEEPER)
    follow_port(port=port)
    return Hall(page, port, portal)


def take_seat(page: Page, port: int, user: User) -> None:
    """Give the browser to somebody who came through the door before."""
    (cookie,) = admin_client(user).cookies.values()
    at = f"http://localhost:{port}"
    page.context.clear_cookies()
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": at}])


@dataclass
class Hall:
    """Who sits at the browser changes; what is done is done on the screens."""

    page: Page
    port: int
    portal: Portal

    def draft(self, by: str, **told: Any) -> BasePage:
        return draft_of(
            {
                "slug": "tin-thu",
                "by": by,
                "section": "tin-tuc-su-kien",
                "form": "tin",
                "summary": "Một dòng tóm tắt.",
                "text": "Một đoạn văn.",
                **told,
            },
            self.portal,
        )

    def go(self, path: str) -> Response:
        answer = self.page.goto(f"http://localhost:{self.port}/admin/{path}")
        assert answer is not None
        return answer

    def seat(self, name: str, size: tuple[int, int] = WIDE) -> None:
        """Let somebody take the browser who came through the door before."""
        take_seat(self.page, self.port, person(name))
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    # ------------------------------------------------------------------ submitting

    def write(self, item: BasePage, title: str) -> None:
        """Open the draft in the editor, change its title and go on to “Submit”."""
        self.go(f"pages/{item.pk}/edit/")
        self.page.fill("#id_title", title)
        self.page.locator("footer .w-dropdown-button [aria-expanded]").click()
        self.page.get_by_role("button", name="Trình duyệt…").click()
        self.page.wait_for_url(re.compile(rf"/duyet/trinh/{item.pk}/$"))

    def submit(self, item: BasePage, *, to: str = "Cổng") -> Case:
        """Send an item on its way, from the screen “Submit”."""
        self.go(f"duyet/trinh/{item.pk}/")
        return self.send(item, to=to)

    def send(self, item: BasePage, *, to: str = "Cổng", note: str = "") -> Case:
        """Tick one place to be read at, and submit."""
        for box in self.page.locator(".d-ways input:enabled:checked").all():
            box.uncheck()
        way = self.page.locator(".d-way").filter(
            has=self.page.get_by_text(to, exact=True)
        )
        way.get_by_role("checkbox").check()
        self.page.fill("#note", note)
        self.page.get_by_role("button", name="Trình duyệt", exact=True).click()
        self.page.wait_for_url(re.compile(r"/duyet/\d+/$"))
        self.told("Đã trình đăng lên")
        found: Case = Case.objects.of_page(item.pk).latest("pk")
        assert self.page.url.endswith(f"/duyet/{found.pk}/")
        return found

    def told(self, words: str) -> None:
        expect(self.page.locator(".messages .success")).to_contain_text(words)

    # -------------------------------------------------------------------- deciding

    def look(self, name: str, case: Case, size: tuple[int, int] = WIDE) -> None:
        """Come from one’s own list to the screen of the case."""
        self.seat(name, size)
        self.go("duyet/")
        row = self.page.locator(".d-cases li").filter(has_text=str(case))
        expect(row).to_have_count(1)
        row.get_by_role("link", name=re.compile("^Xem và duyệt")).click()
        expect(self.form).to_be_visible()
        expect(self.form.locator("input:checked")).to_have_count(0)

    def see(self, title: str) -> None:
        """Wait until the item stands there as readers will see it."""
        frame = self.page.frame_locator("iframe.d-frame")
        expect(frame.get_by_role("heading", level=1)).to_have_text(title)

    @property
    def form(self) -> Locator:
        return self.page.locator("#decide")

    def tick(self) -> list[str]:
        """Say yes to all that is asked; return what that was."""
        for label in self.form.get_by_label("Đạt", exact=True).all():
            label.check()
        for box in self.form.get_by_role("checkbox").all():
            box.check()
        ticked = self.form.locator("input:checked").all()
        return [box.get_attribute("name") or "" for box in ticked]

    def approve(self, words: str, *, remark: str = "") -> None:
        """Press “Duyệt” and confirm; the house answers with ``words``."""
        self.page.fill("#remark", remark)
        self.form.get_by_role("button", name="Duyệt", exact=True).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name="Duyệt", exact=True).click()
        self.told(words)

    def decide(self, name: str, case: Case, asked: list[str], words: str) -> None:
        """Let somebody agree who is asked for exactly this."""
        self.look(name, case)
        assert self.tick() == asked
        self.approve(words)

    def give_back(self, remark: str, *, to: str = "", reason: str = "") -> None:
        """Return the item with a reason, to its author or to an earlier step."""
        self.form.get_by_role("button", name="Trả lại…").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label(reason).check()
        dialog.locator("#return-remark").fill(remark)
        if to:
            dialog.locator("#return-to").select_option(label=to)
        dialog.locator("button[value=return]").click()
        self.told("Đã trả lại")

    # --------------------------------------------------------------------- refusing

    def refuse_author(self, name: str, case: Case) -> None:
        """Let the author try: the screen asks them nothing, a forged word is refused."""
        self.seat(name)
        assert self.go(f"duyet/{case.pk}/").status == 200
        expect(self.form).to_have_count(0)
        refusal = "Bạn đã viết hoặc sửa bản này. Người khác phải duyệt."
        expect(self.page.get_by_text(refusal)).to_be_visible()
        assert refusal in self._force(case)

    def refuse(self, name: str, case: Case, words: str) -> None:
        """Let somebody try who is not asked, or not asked now."""
        self.seat(name)
        assert self.go(f"duyet/{case.pk}/").status == 200
        expect(self.form).to_have_count(0)
        assert words in self._force(case)

    def is_kept_from(self, name: str, case: Case) -> None:
        """Let somebody ask for a case that is none of theirs."""
        self.seat(name)
        assert self.go(f"duyet/{case.pk}/").status == 404

    def _force(self, case: Case) -> str:
        """Send a consent past the screen; it must leave nothing behind."""
        before = (Decision.objects.count(), Entry.objects.count(), standing(case))
        token = self.page.locator("input[name=csrfmiddlewaretoken]").first
        answer = self.page.request.post(
            self.page.url,
            form={
                "csrfmiddlewaretoken": token.input_value(),
                **dict.fromkeys(("do", "confirmed"), "approve"),
                **dict.fromkeys(
                    ("check-content", "check-pictures", "check-layout"), "yes"
                ),
                "secrecy": "on",
                "seen": case.content_hash,
            },
        )
        assert answer.status == 200
        assert before == (
            Decision.objects.count(),
            Entry.objects.count(),
            standing(case),
        )
        return answer.text()

    # ---------------------------------------------------------------------- reading

    def read(self, item: BasePage) -> int:
        """Ask for an item as a reader; return the answer’s status."""
        url = Node.objects.get(pk=item.pk).full_url
        assert url is not None
        assert f"//{self.portal.site.hostname}:" in url
        answer = self.page.goto(url)
        assert answer is not None
        return answer.status

    def release(self, item: BasePage, title: str) -> None:
        """Let the time pass in which a consent is recalled; not before it is out."""
        assert self.read(item) == 404
        assert release_due(now=timezone.now()) == []
        assert self.read(item) == 404
        assert len(release_due(now=timezone.now() + LATER)) == 1
        assert self.read(item) == 200
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)


def standing(case: Case) -> tuple[str, int]:
    """Return where a case stands now."""
    return Case.objects.values_list("state", "position").get(pk=case.pk)


def deeds(item: BasePage) -> list[tuple[str, str]]:
    """Return what the evidence tells: what was done, by whom."""
    chain = Entry.objects.of(record_of(item))
    return list(chain.values_list("deed", "actor__username"))

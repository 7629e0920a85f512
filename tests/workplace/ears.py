"""What a browser complains of while it visits."""

from dataclasses import dataclass, field
from http import HTTPStatus

from playwright.sync_api import Page


@dataclass
class Ears:
    """Hears every violation, fault, failed answer and request to another house."""

    heard: list[str] = field(default_factory=list)
    where: str = ""

    def listen(self, page: Page, origin: str) -> None:
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda fault: self._note("error", str(fault)))
        page.on("request", lambda request: self._asked(request.url, origin))
        page.on("response", lambda answer: self._got(answer.status, answer.url))

    def _got(self, status: int, url: str) -> None:
        if status >= HTTPStatus.BAD_REQUEST:
            self.heard.append(f"{self.where}: {status} {url}")

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.heard.append(f"{self.where}: {text[:300]}")

    def _asked(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:")):
            self.heard.append(f"{self.where}: asks {url}")

"""The administration as its people use it: log in, open a form, change it, send it."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client

from cms.users.models import User

HOST = "localhost"
BACKEND = "sites.backends.RoleBackend"
EDITOR_FORM = "form#w-editor-form, form#page-edit-form"

# The first page fetches these cards once it stands.
LATER = "/admin/viec-cua-toi/sap-toi/"


def admin_client(user: User | None) -> Client:
    """Return a browser at the house's own host, logged in if there is somebody."""
    client = Client(headers={"host": HOST})
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def soup(response: HttpResponseBase) -> BeautifulSoup:
    content: bytes = getattr(response, "content", b"")
    if isinstance(response, StreamingHttpResponse):
        content = response.getvalue()
    return BeautifulSoup(content, "html.parser")


def words(response: HttpResponseBase, selector: str = "main") -> str:
    """Return what a part of the page says, blanks put together."""
    part = soup(response).select_one(selector)
    return " ".join(part.get_text(" ").split()) if part else ""


def text_at(page: BeautifulSoup | HttpResponseBase, selector: str) -> str:
    """Return the very text of a part that has to be there."""
    part = (page if isinstance(page, BeautifulSoup) else soup(page)).select_one(
        selector
    )
    assert part is not None, f"no {selector}"
    return part.get_text()


def form_of(response: HttpResponseBase, selector: str = EDITOR_FORM) -> dict[str, Any]:
    """Return what a browser would send if the form were sent as it stands.

    Bodies are drawn by scripts, which do not run here: they are sent empty.
    """
    form = soup(response).select_one(selector)
    assert form is not None, f"no {selector}"
    for template in form.select("template"):
        template.decompose()
    bodies = form.select("[data-block][id]")
    sent: dict[str, Any] = {f"{body['id']}-count": ["0"] for body in bodies}
    for field in form.select("input[name], select[name], textarea[name]"):
        value = _value(field)
        if value is not None:
            sent.setdefault(str(field["name"]), []).append(value)
    return {name: found if len(found) > 1 else found[0] for name, found in sent.items()}


def _value(field: Tag) -> str | None:
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", "")) if chosen else None
    kind = field.get("type")
    if kind in {"file", "submit", "button"}:
        return None
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return None
    return str(field.get("value", "on" if kind == "checkbox" else ""))


def options(response: HttpResponseBase, name: str) -> list[str]:
    """Return the words of a select's options, empty ones left out."""
    select = soup(response).find("select", attrs={"name": name})
    found = select.find_all("option") if isinstance(select, Tag) else []
    # A selector passes over what a template holds, and its words are no text.
    return [(option.string or "").strip() for option in found if option.get("value")]


def errors(response: HttpResponseBase) -> list[str]:
    """Return what the page says is wrong, in the order of the page."""
    found = soup(response).select(".error-message")
    return [" ".join(error.get_text(" ").split()) for error in found]


def send(client: Client, url: str, **changes: Any) -> Any:
    """Open a form, change some of it, send it."""
    return client.post(url, {**form_of(client.get(url)), **changes})


def add_row(relation: str, number: int, **values: Any) -> dict[str, Any]:
    """Return what the browser adds to a form for one more row."""
    row = {f"{relation}-{number}-{name}": value for name, value in values.items()}
    return {
        **row,
        f"{relation}-{number}-id": "",
        f"{relation}-{number}-DELETE": "",
        f"{relation}-TOTAL_FORMS": number + 1,
    }

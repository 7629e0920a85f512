"""A visit for every view of the administration, derived from the URL patterns.

Arguments come from the names of the pattern's parameters; ``pk`` is a row of the model
that the view is about. A view whose arguments nobody knows fails the walk until it is
described here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Views that no visit reaches, each with the reason.
NOT_VISITED = {
    "wagtailadmin_error_test": "raises on purpose",
    "wagtailadmin_logout": "ends the visit; it is a POST",
    "wagtailadmin_sprite": "icons, fetched by every page",
    "wagtailadmin_javascript_catalog": "a script, fetched by every page",
    "wagtailadmin_password_reset_confirm": "its token is made by the mail",
    "account_reset_password_from_key": "the same",
    "account_end_session": "POST only",
    "_webauthn": "needs a key that was registered; tried beside the door",
    "openid_connect_": "leads to the house where somebody logs in",
    "wagtailadmin_editing_sessions": "pinged by the editor itself",
    "wagtailadmin_dismissibles": "PATCH only",
    "wagtailadmin_pages:workflow_": "no item is ever in Wagtail's own routes",
    "wagtailadmin_pages:collect_workflow_action_data": "the same",
    "wagtailadmin_pages:confirm_workflow_cancellation": "the same",
    "wagtailadmin_pages:revisions_unschedule": "needs a scheduled revision; a form",
    "wagtailadmin_workflows:remove": "the same as its sibling without a page",
    "wagtailadmin_workflows:task_chos": "a modal of the routes' editor",
    "create_multiple_from_uploaded": "needs a file that waits; POST only",
    "delete_upload_multiple": "the same",
}
QUERIES = {
    "wagtail_bulk_action": "?id={item}",
    "choose_page_chosen_multiple": "?id={item}",
    "chosen_multiple": "?id={image}",
    "wagtailadmin_block_preview": "?id={block}",
}


@dataclass(frozen=True)
class View:
    """A pattern of the administration."""

    name: str
    pattern: URLPattern
    parameters: tuple[str, ...]

    @property
    def model(self) -> type[Model] | None:
        callback: Any = self.pattern.callback
        given = getattr(callback, "view_initkwargs", {}).get("model")
        return given or getattr(getattr(callback, "view_class", None), "model", None)

    @property
    def is_left_out(self) -> bool:
        return any(part in self.name for part in NOT_VISITED)


def views() -> Iterator[View]:
    """Yield every named view below ``/admin/``."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == "admin/":
            yield from _below(entry, _space(entry))


def _space(resolver: URLResolver) -> str:
    return f"{resolver.namespace}:" if resolver.namespace else ""


def _below(
    resolver: URLResolver, prefix: str, above: tuple[str, ...] = ()
) -> Iterator[View]:
    for entry in resolver.url_patterns:
        parameters = (*above, *_parameters(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _below(entry, prefix + _space(entry), parameters)
        elif entry.name:
            yield View(prefix + entry.name, entry, parameters)


def _parameters(pattern: Any) -> list[str]:
    return list(pattern.converters) or list(pattern.regex.groupindex)


def address_of(view: View, known: dict[str, Any]) -> str:
    """Return where a view is visited; KeyError names what nobody described."""
    values = [_argument(view, name, known) for name in view.parameters]
    query = next((QUERIES[part] for part in QUERIES if view.name.endswith(part)), "")
    return reverse(view.name, args=values) + query.format(**known)


def _argument(view: View, name: str, known: dict[str, Any]) -> Any:
    special = f"{view.name} {name}"
    if special in known:
        return known[special]
    if name != "pk":
        return known[name]
    namespace = view.name.rsplit(":", 1)[0]
    if f"{namespace} pk" in known:
        return known[f"{namespace} pk"]
    row = view.model._default_manager.order_by("-pk").first() if view.model else None
    if row is None:
        raise KeyError(f"{view.name}: no row of {view.model}")
    return row.pk

"""The pages of an item without anything they said, and as they were."""

from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.core.models import BasePage

# Of the tree, and of the page as a whole: these say nothing.
STAYS = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "translation_key", "locale"),
        *("live", "has_unpublished_changes", "first_published_at", "alias_of"),
        *("last_published_at", "live_revision", "latest_revision", "content_type"),
        *("latest_revision_created_at", "owner", "locked", "locked_at", "locked_by"),
        *("go_live_at", "expire_at", "expired", "show_in_menus"),
        COMMENTS_RELATION_NAME,
    }
)


def name_of(code: str) -> str:
    """Return what a stopped item is called."""
    return _("Stopped item %(code)s") % {"code": code}


def blank_content(page: BasePage, *, name: str, slug: str) -> dict[str, Any]:
    """Return the content of a page that says nothing but its name."""
    content: dict[str, Any] = page.serializable_data()
    for key, value in content.items():
        if key in STAYS:
            continue
        content[key] = _empty(page, key, value)
    return {**content, "title": name, "draft_title": name, "slug": slug}


def _empty(page: BasePage, key: str, value: Any) -> Any:
    """Return what a field, or the rows under a page, hold without their words."""
    if isinstance(value, list):
        return []
    field = page._meta.get_field(key)
    if not isinstance(field, Field):
        return value
    if field.has_default():
        default = field.get_default()
        return (
            field.value_to_string(type(page)(**{key: default})) if default else default
        )
    if field.null:
        return None
    return "" if isinstance(value, str) else value


def take_page(page: BasePage, *, name: str, slug: str) -> dict[str, Any]:
    """Blank a page that is not live; return all it said."""
    content = page.serializable_data()
    blank = page.with_content_json(blank_content(page, name=name, slug=slug))
    blank.draft_title = name
    blank.save(clean=False)
    return {
        "pk": page.pk,
        "language": page.locale.language_code,
        "draft_title": page.draft_title,
        "content": content,
    }


def put_page_back(taken: dict[str, Any]) -> None:
    """Give a page what it said; it stays a draft."""
    page = Page.objects.get(pk=taken["pk"]).specific
    whole = page.with_content_json(taken["content"])
    whole.draft_title = taken["draft_title"]
    whole.live, whole.has_unpublished_changes = False, True
    whole.live_revision = None
    whole.save(clean=False)

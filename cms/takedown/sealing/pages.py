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
    parent = page.url_path.rstrip("/").rpartition("/")[0]
    return {
        **content,
        "title": name,
        "draft_title": name,
        "slug": slug,
        "url_path": f"{parent}/{slug}/",
    }


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
    empty = blank_content(page, name=name, slug=slug)
    blank = page.with_content_json(empty)
    blank.draft_title = name
    _save_at(blank, page, slug=slug, url_path=empty["url_path"])
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
    whole.first_published_at = page.first_published_at  # JSON has no microseconds
    whole.last_published_at = page.last_published_at
    _save_at(whole, page, slug=whole.slug, url_path=whole.url_path)


def _save_at(page: BasePage, stored: BasePage, *, slug: str, url_path: str) -> None:
    """Save a page and give it another address that no former one is kept of."""
    page.slug, page.url_path = stored.slug, stored.url_path
    page.save(clean=False)
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=url_path)

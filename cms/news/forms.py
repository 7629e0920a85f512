"""The edit form of a news item."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.models import Page

from cms.core.editing import PageForm
from sites.addresses import folder_path, home_path


class NewsPageForm(PageForm):
    def narrow_row(self, row: forms.ModelForm) -> None:
        super().narrow_row(row)
        if "section" in row.fields:
            self._narrow_section(row.fields["section"], row.instance.section_id)

    def _narrow_section(self, field: Any, current: int | None) -> None:
        """Accept the sections of the portal.

        Offer the news sections among them in the item's language, as a tree, and the
        one that stands there already.
        """
        home = home_path(self._parent.url_path)
        field.queryset = field.queryset.filter(url_path__startswith=folder_path(home))
        if self._sections is None:
            live = field.queryset.filter(live=True, lists="news")
            self._sections = list(
                live.filter(url_path__startswith=home).order_by("path")
            )
        offered = self._sections
        if current and current not in {section.pk for section in offered}:
            offered = [*offered, *field.queryset.filter(pk=current)]
        field.widget.choices = [("", "---------"), *map(_indented, offered)]

    _sections: list[Page] | None = None

    @cached_property
    def _parent(self) -> Page:
        return self.parent_page or self.instance.get_parent()


def _indented(section: Page) -> tuple[int, str]:
    """Return a choice; a section within a section stands further in."""
    steps = section.url_path.count("/") - 4
    return section.pk, f"{'— ' * steps}{section.title}"

"""Pages as editors leave them: with a revision, published unless told otherwise."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Page
from wagtail_factories import PageFactory

from cms.core.gate import imported
from cms.pages.models import (
    HomePage,
    SectionPage,
    SpecialPage,
    StandardPage,
    UnitFolder,
)


class UnitFolderFactory(PageFactory):
    parent = factory.LazyFunction(Page.get_first_root_node)
    title = factory.LazyAttribute(lambda folder: folder.unit.short_name)
    slug = factory.LazyAttribute(lambda folder: folder.unit.code)

    class Meta:
        model = UnitFolder


class RevisedPageFactory(PageFactory):
    """``draft=True`` leaves a page unpublished, ``published_at`` sets its first day.

    ``bare=True`` makes a live page without a revision, in a third of the time.
    """

    slug = ""  # the page finds its own
    is_published = True
    is_bare = False
    published_at = None

    class Meta:
        model = Page
        abstract = True

    class Params:
        draft = factory.Trait(is_published=False)
        bare = factory.Trait(is_bare=True)

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        is_published, is_bare = kwargs.pop("is_published"), kwargs.pop("is_bare")
        at = kwargs.pop("published_at") or (timezone.now() if is_bare else None)
        with imported():
            page: Page = super()._create(
                model_class, *args, live=is_bare, first_published_at=at, **kwargs
            )
            if is_bare:
                return page
            revision = page.save_revision()
            if is_published:
                revision.publish()
        return model_class._default_manager.get(pk=page.pk)


class HomePageFactory(RevisedPageFactory):
    title = "Trang chủ"

    class Meta:
        model = HomePage


class SectionPageFactory(RevisedPageFactory):
    title = "Văn hóa"
    summary = "Việc làm, con người và nếp sống của địa phương."
    show_in_menus = True

    class Meta:
        model = SectionPage


class StandardPageFactory(RevisedPageFactory):
    title = "Giới thiệu"

    class Meta:
        model = StandardPage


class SpecialPageFactory(RevisedPageFactory):
    title = "Tết của mọi nhà"
    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 11, 30)

    class Meta:
        model = SpecialPage

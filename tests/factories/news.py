"""News items in their states."""

from collections.abc import Sequence
from typing import Any

import factory

from cms.news.models import AlsoShownIn, Byline, NewsPage
from tests.factories.pages import RevisedPageFactory


class NewsPageFactory(RevisedPageFactory):
    """``authors`` are names, ``also_in`` sections; the parent is the home section."""

    title = factory.Sequence(lambda number: f"Hội làng mở cửa ngày thứ {number}")
    summary = "Người lớn tuổi kể lại cách làm cũ, lớp trẻ ghi chép."
    authors: Sequence[str] = ("Hạ Miên",)
    also_in: Sequence[Any] = ()

    class Meta:
        model = NewsPage

    @classmethod
    def _create(cls, model_class: type[NewsPage], *args: Any, **kwargs: Any) -> Any:
        authors, also_in = kwargs.pop("authors"), kwargs.pop("also_in")
        kwargs["bylines"] = [Byline(name=name) for name in authors]
        kwargs["also_shown_in"] = [AlsoShownIn(section=section) for section in also_in]
        return super()._create(model_class, *args, **kwargs)

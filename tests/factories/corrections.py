"""Reports of mistakes as readers send them."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.corrections.models import MistakeReport, ReportState
from sites.models import Portal


class MistakeReportFactory(DjangoModelFactory[MistakeReport]):
    """``page`` is the item it is about; the portal is that of the page's unit."""

    passage = factory.Sequence(lambda number: f"Hội mở từ mồng {number + 1} Tết")
    problem = "Ngày mở hội năm nay đã đổi."
    received_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = MistakeReport

    class Params:
        named = factory.Trait(
            reporter_name="Nguyễn Văn Bền",
            reporter_email="ben@ban-doc.example",
            reporter_phone="0900 000 111",
        )
        corrected = factory.Trait(
            state=ReportState.CORRECTED, closed_at=factory.LazyFunction(timezone.now)
        )

    @classmethod
    def _create(
        cls, model_class: type[MistakeReport], *args: Any, **kwargs: Any
    ) -> Any:
        page: Page = kwargs.pop("page")
        record = EditorialRecord.objects.get(translation_key=page.translation_key)
        kwargs.setdefault("record", record)
        kwargs.setdefault("portal", Portal.objects.get(unit=record.unit))
        kwargs.setdefault("title", page.title)
        kwargs.setdefault("address", page.full_url)
        kwargs.setdefault("language", page.locale.language_code)
        return super()._create(model_class, *args, **kwargs)

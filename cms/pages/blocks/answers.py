"""Rows of a front page that answer: questions, official sources, official links."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.blocks.api import PlainStructApi
from cms.pages.blocks.base import FrontBlock
from cms.pages.blocks.samples import sample_sources, sample_stories

QUESTIONS_MAX = 8
ASKED = "Muốn đặt lịch tham quan theo đoàn thì hỏi ở đâu?"
ANSWERED = "<p>Gọi số điện thoại ở cuối trang, trong giờ hành chính.</p>"


class QuestionBlock(PlainStructApi, blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(
        label=_("Answer"), features=["bold", "italic", "ol", "ul", "link"]
    )

    class Meta:
        label = _("Question and answer")
        icon = "help"
        description = _("A question readers ask often, and the office's answer.")
        template = "blocks/home/question.html"
        preview_value = {"question": ASKED, "answer": ANSWERED}


class QuestionsBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Hỏi – Đáp", max_length=80)
    items = blocks.ListBlock(
        QuestionBlock(), label=_("Questions"), min_num=1, max_num=QUESTIONS_MAX
    )

    class Meta:
        label = _("Questions")
        icon = "help"
        description = _("Questions readers ask often, folded under a line each (F-04).")
        template = "blocks/home/questions.html"
        preview_value: dict[str, Any] = {"title": "Hỏi – Đáp", "items": []}

    def sample(self) -> dict[str, Any]:
        answer = {"question": ASKED, "answer": RichText(ANSWERED)}
        return {"title": "Hỏi – Đáp", "items": [answer]}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        question = self.child_blocks["items"].child_block
        return {
            "title": value["title"],
            "items": [
                question.get_api_representation(item, context)
                for item in value["items"]
            ],
        }


class SourcesBlock(FrontBlock):
    title = blocks.CharBlock(
        label=_("Title"), default="Từ nguồn chính thức", max_length=80
    )

    class Meta:
        label = _("Official sources")
        icon = "rotate"
        description = _("The newest re-published items, each with its source.")
        template = "blocks/home/sources.html"
        preview_value = {"title": "Từ nguồn chính thức"}

    def sample(self) -> dict[str, Any]:
        return {"items": sample_sources(sample_stories(3))}


class LinksBlock(FrontBlock):
    title = blocks.CharBlock(label=_("Title"), default="Liên kết", max_length=80)

    class Meta:
        label = _("Official links")
        icon = "link"
        description = _("The portal's list of official links.")
        template = "blocks/home/links.html"
        preview_value = {"title": "Liên kết"}

    def sample(self) -> dict[str, Any]:
        return {
            "title": "Liên kết",
            "items": [{"title": "Cổng Thông tin điện tử Chính phủ", "url": "#"}],
        }

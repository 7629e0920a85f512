from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class StockPage(Page):
    introduction = models.TextField(blank=True)
    body = RichTextField(blank=True)

    template = "stock/page.html"

    class Meta:
        verbose_name = "stock page"

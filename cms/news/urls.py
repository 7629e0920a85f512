"""What an item offers beside its page, under its permanent short address."""

from django.urls import re_path

from cms.news import views

ITEM = r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/(?P<code>[0-9A-Za-z]{10})"

urlpatterns = [
    re_path(rf"{ITEM}/ban-in/$", views.print_view, name="news_print"),
    re_path(rf"{ITEM}/luu/$", views.save_view, name="news_save"),
]

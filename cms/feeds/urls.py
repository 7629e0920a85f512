"""Addresses that programs remember for years: they name things by codes, not by titles."""

from django.urls import path, re_path

from cms.feeds import views

HOUSE = r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/"
CODE = r"(?P<code>[0-9a-z]{10})"
SLUG = r"(?P<slug>[-\w]+)"
FEED = r"tin\.(?P<kind>atom|rss)$"

urlpatterns = [
    re_path(HOUSE + FEED, views.portal_feed, name="portal_feed"),
    re_path(f"{HOUSE}{CODE}/{FEED}", views.section_feed, name="section_feed"),
    re_path(f"{HOUSE}chu-de/{SLUG}/{FEED}", views.topic_feed, name="topic_feed"),
    re_path(HOUSE + r"lich\.ics$", views.portal_calendar, name="portal_calendar"),
    re_path(
        rf"{HOUSE}{CODE}/lich\.ics$", views.section_calendar, name="section_calendar"
    ),
    re_path(
        rf"{HOUSE}lich/{CODE}\.ics$", views.event_calendar, name="portal_event_ics"
    ),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", views.sitemap_pages, name="sitemap_pages"),
    path("sitemap-news.xml", views.sitemap_news, name="sitemap_news"),
    path("robots.txt", views.robots_txt, name="robots"),
]

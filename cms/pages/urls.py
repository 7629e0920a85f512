"""Addresses of a portal. Everything of the house's own stands under ``/-/``."""

from django.urls import path, re_path

from cms.pages import views

urlpatterns = [
    path("-/mau.css", views.accent, name="portal_accent"),
    re_path(
        r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/so-do/$",
        views.sitemap_page,
        name="portal_sitemap_page",
    ),
    re_path(
        r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/(?P<code>[0-9A-Za-z]{10})/?$",
        views.short_address,
        name="short_address",
    ),
    # Wagtail builds addresses of pages by this name.
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
]

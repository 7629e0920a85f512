"""Every address of the house.

Which of them exist on a host is decided by ``sites.middleware``: the directory and the
administration in the house, pages, documents and the API on portals.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cms.accounts.views.contact import security_txt
from cms.operations.views import stored_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cms.directory.urls")),
    path("", include("cms.operations.urls")),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("admin/", include("cms.accounts.urls")),
    path("admin/", include("cms.members.urls")),
    path("admin/", include("cms.tenancy.urls")),
    path("admin/", include("cms.workplace.urls")),
    path("admin/", include(admin_urls)),
    path("duyet-ngoai/", include("cms.desk.outside.doors")),
    path("tai-lieu/", include(document_urls)),
    path("", include("media_library.urls")),
    path("api/", include("cms.api.urls")),
]

if settings.DEMO_LOGIN and settings.DEMO_ALLOWED:
    urlpatterns += [
        path("demo/", include("cms.demo.urls")),
        path("hop-thu/", include("cms.demo.post_urls")),
    ]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", stored_file)]

urlpatterns += [
    path("", include("cms.display.urls")),
    path("", include("cms.corrections.urls")),
    path("", include("cms.news.urls")),
    path("", include("cms.feeds.urls")),
    path("", include("cms.finding.urls")),
    path("", include("cms.pages.urls")),
    path("", include(wagtail_urls)),
]

handler403 = "cms.operations.views.refused"
handler404 = "cms.operations.views.not_found"
handler500 = "cms.operations.views.server_error"

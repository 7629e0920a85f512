"""Addresses at which readers report mistakes and ask what became of it."""

from django.urls import re_path

from cms.corrections.views import reports, slips

LANGUAGE = r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/"

urlpatterns = [
    re_path(
        LANGUAGE + r"(?P<code>[0-9A-Za-z]{10})/bao-sai-sot/$",
        reports.report_mistake,
        name="portal_report_mistake",
    ),
    re_path(LANGUAGE + r"phieu/$", slips.look_up, name="portal_slips"),
    re_path(
        LANGUAGE + r"phieu/(?P<receipt>[^/]{1,40})/$",
        slips.slip,
        name="portal_slip",
    ),
]

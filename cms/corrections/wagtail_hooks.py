"""What the admin shows of reported mistakes."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.corrections.history import ReporterForgotten, ReportHandled
from cms.corrections.models import MistakeReport
from cms.corrections.panels import ReportsToAnswer
from cms.corrections.permissions import REPORTS
from cms.corrections.views.desk import OpenReports
from cms.corrections.viewsets import ReportViewSet

register_permission_policy(MistakeReport, REPORTS)


@hooks.register("register_admin_viewset")
def reports() -> ReportViewSet:
    return ReportViewSet()


@hooks.register("register_log_actions")
def report_actions(actions: Any) -> None:
    actions.register_action("dinh.handle_report")(ReportHandled)
    actions.register_action("dinh.forget_reporter")(ReporterForgotten)


@hooks.register("construct_homepage_summary_items")
def open_reports(request: HttpRequest, items: list[Any]) -> None:
    items.append(OpenReports(request))


@hooks.register("construct_homepage_panels")
def reports_to_answer(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ReportsToAnswer(request))

"""Addresses of Wagtail's administration that views of ours answer instead.

Included before Wagtail's own, with the same decorators; only the paths count, so links
made of Wagtail's names lead here.
"""

from typing import Any

from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.tenancy import library_urls
from cms.tenancy.views import choosers, reading, reports
from cms.tenancy.viewsets import PAGES

app_name = "tenancy"

REPORTS: dict[str, Any] = {
    "aging-pages": reports.OwnAgingView,
    "locked": reports.OwnLockedPagesView,
    "site-history": reports.OwnHistoryView,
    "page-types-usage": reports.OwnTypesView,
}
PAGE = "pages/<int:page_id>/"
COMPARISON = (
    r"^pages/(?P<pk>\d+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$"
)

urlpatterns: list[Any] = [
    path(f"{PAGE}view_draft/", reading.view_draft, name="page_draft"),
    path(
        f"{PAGE}revisions/<int:revision_id>/view/",
        reading.ReadVersionView.as_view(),
        name="page_version",
    ),
    path(f"{PAGE}history/", reading.ReadHistoryView.as_view(), name="page_history"),
    path(
        f"{PAGE}history/results/",
        reading.ReadHistoryView.as_view(results_only=True),
        name="page_history_results",
    ),
    re_path(COMPARISON, reading.ReadComparisonView.as_view(), name="page_comparison"),
    # One screen for every type of page: Wagtail would ask for the type first.
    path("pages/<int:parent_page_id>/", PAGES.index_view, name="wagtailadmin_explore"),
    path(
        "pages/<int:parent_page_id>/results/",
        PAGES.index_results_view,
        name="wagtailadmin_explore_results",
    ),
    path("choose-page/", choosers.OwnBrowseView.as_view(), name="choose_page"),
    path(
        "choose-page/<int:parent_page_id>/",
        choosers.OwnBrowseView.as_view(),
        name="choose_page_child",
    ),
    path(
        "choose-page/chosen-multiple/",
        choosers.OwnChosenMultipleView.as_view(),
        name="choose_page_chosen_multiple",
    ),
    path(
        "choose-external-link/",
        choosers.OwnExternalLinkView.as_view(),
        name="choose_page_external_link",
    ),
    path("tag-autocomplete/", choosers.suggest_tags, name="tags"),
    path(
        "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        choosers.suggest_tags,
        name="tags_of_model",
    ),
    *(
        path(f"reports/{part}/", view.as_view(), name=f"report_{part}")
        for part, view in REPORTS.items()
    ),
    *(
        path(
            f"reports/{part}/results/",
            view.as_view(results_only=True),
            name=f"report_{part}_results",
        )
        for part, view in REPORTS.items()
    ),
    *library_urls.urlpatterns,
]

urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns = decorate_urlpatterns(urlpatterns, display_custom_404)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)

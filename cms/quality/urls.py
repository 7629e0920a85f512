"""Addresses of the room, below the administration's."""

from django.urls import path

from cms.quality.views.checking import (
    CheckView,
    ExplainView,
    FixView,
    LiveCheckView,
    LiveNewView,
)
from cms.quality.views.pictures import BlurView, PictureView

app_name = "quality"

# The first two stand beside the editor's own addresses, so that its script finds them.
urlpatterns = [
    path("pages/<int:page_id>/edit/", LiveCheckView.as_view(), name="live"),
    path(
        "pages/add/<slug:app_label>/<slug:model_name>/<int:parent_page_id>/",
        LiveNewView.as_view(),
        name="live_new",
    ),
    path("pages/<int:page_id>/", CheckView.as_view(), name="page"),
    path("pages/<int:page_id>/sua/", FixView.as_view(), name="fix"),
    path(
        "pages/<int:page_id>/ly-do/<slug:rule>/", ExplainView.as_view(), name="explain"
    ),
    path("anh/<int:image_id>/", PictureView.as_view(), name="picture"),
    path("anh/<int:image_id>/lam-mo/", BlurView.as_view(), name="blur"),
]

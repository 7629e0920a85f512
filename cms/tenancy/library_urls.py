"""Addresses of the library: pictures, documents and clips."""

from typing import Any

from django.urls import path, re_path
from wagtail.documents.views.documents import EditView as DocumentEditView
from wagtail.images.views.images import EditView as ImageEditView
from wagtailmedia.views.media import edit as edit_clip

from cms.tenancy.doors import door_to_file, door_to_list
from cms.tenancy.views import library, shelves
from cms.tenancy.viewsets import IMAGE_CHOOSER
from media_library.models import Document, Image, Media

# For whoever works with files, and for whoever only looks.
LISTS: dict[str, Any] = {
    "images": (Image, library.OwnImageIndexView, shelves.ImageShelfView),
    "documents": (Document, library.OwnDocumentIndexView, shelves.DocumentShelfView),
}

urlpatterns: list[Any] = [
    *(
        path(
            f"{part}/",
            door_to_list(model, work.as_view(), look.as_view()),
            name=part,
        )
        for part, (model, work, look) in LISTS.items()
    ),
    *(
        path(
            f"{part}/results/",
            door_to_list(
                model,
                work.as_view(results_only=True),
                look.as_view(results_only=True),
            ),
            name=f"{part}_results",
        )
        for part, (model, work, look) in LISTS.items()
    ),
    path(
        "images/<int:image_id>/",
        door_to_file(
            Image, ImageEditView.as_view(), shelves.ImageView.as_view(), "image_id"
        ),
        name="image",
    ),
    path(
        "documents/edit/<int:document_id>/",
        door_to_file(
            Document,
            DocumentEditView.as_view(),
            shelves.DocumentView.as_view(),
            "document_id",
        ),
        name="document",
    ),
    path(
        "media/edit/<int:media_id>/",
        door_to_file(Media, edit_clip, shelves.MediaView.as_view(), "media_id"),
        name="clip",
    ),
    path("images/chooser/", IMAGE_CHOOSER.choose_view, name="image_chooser"),
    path(
        "media/",
        door_to_list(Media, library.media_index, shelves.MediaShelfView.as_view()),
        name="media",
    ),
    path(
        "media/results/",
        shelves.MediaShelfView.as_view(results_only=True),
        name="media_results",
    ),
    path("media/chooser/", library.media_chooser, name="media_chooser"),
    re_path(
        r"^media/chooser/(?P<media_type>audio|video)/$",
        library.media_chooser,
        name="media_chooser_typed",
    ),
    re_path(
        r"^media/(?P<media_type>audio|video)/chooser/upload/$",
        library.media_chooser_upload,
        name="media_chooser_upload",
    ),
]

"""Whose pages and files: our policies in the places of Wagtail's."""

from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from media_library.models import Document, Image, Media
from sites.policies import UnitFilesPolicy, UnitPagePolicy

# Wagtail asks its own models for the names of permissions, whatever model stands in.
FILES = (
    (Image, "wagtailimages.Image"),
    (Document, "wagtaildocs.Document"),
    (Media, "wagtailmedia.Media"),
)


def register() -> None:
    register_permission_policy(AbstractPage, UnitPagePolicy())
    for model, names in FILES:
        policy = UnitFilesPolicy(
            model, auth_model=names, owner_field_name="uploaded_by_user"
        )
        register_permission_policy(model, policy)

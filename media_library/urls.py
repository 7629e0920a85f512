"""The address of private files, on the house's hosts and on portals."""

from django.urls import path

from media_library.views import private_file

urlpatterns = [
    path("-/kho-rieng/<uuid:asset>/<str:name>", private_file, name="private_file")
]

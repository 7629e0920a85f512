"""The one address for people without an account; on the house's own host alone."""

from django.urls import path

from cms.desk.outside.reviewing import read, review

urlpatterns = [
    path("<str:token>/", review, name="outside_review"),
    path("<str:token>/tin/", read, name="outside_reading"),
]

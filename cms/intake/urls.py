"""The addresses of this room in the administration."""

from django.urls import path

from cms.intake.views import FileView, SendView, SentView

app_name = "intake"
urlpatterns = [
    path("", SendView.as_view(), name="send"),
    path("<int:pk>/", SentView.as_view(), name="sent"),
    path("<int:pk>/file/", FileView.as_view(), name="file"),
]

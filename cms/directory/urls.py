from django.urls import path

from cms.directory import views

urlpatterns = [path("", views.front, name="front")]

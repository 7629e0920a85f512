from django.urls import path

from cms.operations import views

urlpatterns = [path("-/song", views.alive, name="alive")]

from django.urls import path

from cms.demo import views

urlpatterns = [path("vao-vai/", views.enter_role, name="demo_login")]

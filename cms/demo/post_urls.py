from django.urls import path

from cms.demo import post_views

urlpatterns = [
    path("", post_views.inbox, name="demo_inbox"),
    path("<slug:key>/", post_views.letter, name="demo_letter"),
]

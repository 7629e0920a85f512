"""The first page of the administration, in the place of Wagtail's."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.workplace.views import FirstPage

first_page = never_cache(require_admin_access(FirstPage.as_view()))

urlpatterns = [path("", first_page, name="wagtailadmin_home")]

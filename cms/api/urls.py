from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter

from cms.api.endpoints import PortalPages

router = WagtailAPIRouter("portal_api")
router.register_endpoint("pages", PortalPages)

urlpatterns = [path("v1/", router.urls)]

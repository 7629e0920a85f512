"""What the admin shows of the security log."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.audit.models import SecurityEntry
from cms.audit.permissions import LOG
from cms.audit.viewsets import LogViewSet

register_permission_policy(SecurityEntry, LOG)


@hooks.register("register_admin_viewset")
def security_log() -> LogViewSet:
    return LogViewSet()

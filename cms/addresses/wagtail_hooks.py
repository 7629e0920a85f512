"""What the admin shows of old addresses."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.addresses.models import AddressRule
from cms.addresses.permissions import RETIRED, RULES
from cms.addresses.viewsets import RuleViewSet
from sites.models import RetiredHostname

register_permission_policy(AddressRule, RULES)
register_permission_policy(RetiredHostname, RETIRED)


@hooks.register("register_admin_viewset")
def screens() -> RuleViewSet:
    return RuleViewSet()

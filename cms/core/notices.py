"""Who is told of comments by mail: people who may open the page they stand in.

Wagtail tells everybody who ever wrote in a thread or followed the page, so somebody
whose role ended would go on reading what the desk writes (CVE-2022-21683 was of that
kind). It has no hook between, so its call of the mailer is led through here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.admin.mail import send_notification
from wagtail.admin.views.pages import edit


def heed_roles() -> None:
    edit.send_notification = notify_editors


def notify_editors(
    recipients: Iterable[Any], notification: str, context: Mapping[str, Any]
) -> bool:
    page = context["page"]
    editors = [
        person for person in recipients if page.permissions_for_user(person).can_edit()
    ]
    return bool(send_notification(editors, notification, context))

"""Saying why an item is right although a rule speaks against it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.models import EditorialRecord
from cms.quality.models import Explanation
from cms.quality.rules.table import RULES
from cms.users.models import User
from search.text import nfc

EXPLAINED = "dinh.explain_rule"


@transaction.atomic
def explain(
    *, record: EditorialRecord, code: str, subject: str, reason: str, actor: User
) -> Explanation:
    """Keep a reason; a later one takes its place, and the history tells both.

    Raises ``ValidationError`` for a rule that takes none, and for an empty reason.
    """
    rule = RULES.get(code)
    if rule is None or not rule.may_explain or not subject:
        raise ValidationError(_("This rule takes no explanation."))
    words = nfc(reason).strip()
    if not words:
        raise ValidationError(_("Say why."))
    explanation, _created = Explanation.objects.update_or_create(
        record=record,
        code=code,
        subject=subject,
        defaults={"reason": words, "given_by": actor, "given_at": timezone.now()},
    )
    data = {"code": code, "subject": subject, "reason": words}
    log(instance=record, action=EXPLAINED, user=actor, data=data)
    return explanation

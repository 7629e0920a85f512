"""What a password has to be (TCVN 14423:2026, level 3), and what follows a new one."""

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

from cms.accounts.factors import has_factor
from cms.accounts.models import FormerPassword
from cms.accounts.services import note_new_password
from cms.users.models import User

SMALL, CAPITAL, DIGIT, SIGN = "small", "capital", "digit", "sign"
KINDS = frozenset({SMALL, CAPITAL, DIGIT, SIGN})
# Unicode's categories: “ă” and “Đ” are letters as well. Letters without case count as
# small ones.
KIND_OF = {"Lu": CAPITAL, "Lt": CAPITAL, "L": SMALL, "N": DIGIT}


def kinds_of_characters(password: str) -> set[str]:
    """Return which of the four kinds stand in it."""
    categories = map(unicodedata.category, password)
    return {KIND_OF.get(name) or KIND_OF.get(name[0]) or SIGN for name in categories}


def stands_alone(password: str) -> bool:
    """Tell whether it is enough for an account without a second factor."""
    return (
        len(password) >= settings.PASSWORD_LENGTH_ALONE
        and kinds_of_characters(password) == KINDS
    )


class StrengthByFactor:
    """Eight characters beside a second factor; without one fourteen of four kinds."""

    def validate(self, password: str, user: User | None = None) -> None:
        alone = user is None or not has_factor(user)
        least = (
            settings.PASSWORD_LENGTH_ALONE
            if alone
            else settings.PASSWORD_LENGTH_WITH_MFA
        )
        faults = []
        if len(password) < least:
            faults.append(_too_short(least))
        if alone and kinds_of_characters(password) != KINDS:
            faults.append(_("Use small and capital letters, digits and other signs."))
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        return _(
            "At least %(alone)d characters: small and capital letters, digits and other "
            "signs. With a second factor set up, %(beside)d characters are enough."
        ) % {
            "alone": settings.PASSWORD_LENGTH_ALONE,
            "beside": settings.PASSWORD_LENGTH_WITH_MFA,
        }


class NotUsedBefore:
    """None of the last ten; and the place where Django tells of every new password."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None:
            return
        former = FormerPassword.objects.filter(user=user.pk)
        hashes = former.values_list("encoded", flat=True)[: settings.PASSWORD_HISTORY]
        if any(check_password(password, encoded) for encoded in hashes):
            raise ValidationError(
                _("You have used this password before. Choose another one.")
            )

    def get_help_text(self) -> str:
        return _("None of your last %(number)d passwords.") % {
            "number": settings.PASSWORD_HISTORY
        }

    def password_changed(self, password: str, user: Any) -> None:
        note_new_password(user=user, stands_alone=stands_alone(password))


def _too_short(least: int) -> str:
    return ngettext(
        "At least %(least)d character.", "At least %(least)d characters.", least
    ) % {"least": least}

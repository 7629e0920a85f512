"""Why the desk says no: always in words, always all at once, and nothing is stored."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class RefusedError(Exception):
    """The desk refused; ``faults`` says why, a sentence each."""

    def __init__(self, faults: str | Iterable[str]) -> None:
        self.faults = [faults] if isinstance(faults, str) else list(faults)
        super().__init__(" ".join(self.faults))


class NotYourTurnError(RefusedError):
    """Somebody decides who is not asked, not asked now, or not asked any more."""


class OwnWorkError(RefusedError):
    """Four eyes: nobody approves what they wrote."""

    def __init__(self) -> None:
        super().__init__(
            _("You wrote on this version. Somebody else has to approve it.")
        )


class MissingError(RefusedError):
    """Something is still to be checked or declared before the word counts."""


class ChangedError(RefusedError):
    """The content is not the one that was submitted; approvals are void."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The content changed after it was submitted. All approvals are void, and "
                "the item begins its route anew."
            )
        )

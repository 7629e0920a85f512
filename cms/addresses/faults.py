"""What can be wrong with an old address, told all at once."""


class AddressError(Exception):
    """Somebody wrote an address that can't be used. Holds every reason."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))

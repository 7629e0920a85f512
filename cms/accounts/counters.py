"""What the login library counts and remembers stands in the database.

It writes used one-time codes, used tokens and rate limits into the cache named
``default``, which here fails open: with Redis gone a used code would count again and
guessing would have no end (ADR 0019, 0028). The library has no setting for it; its modules
reach the cache by one name each, and that name is given another cache.
"""

from importlib import import_module

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

SECURITY_CACHE = "security"
COUNTING_MODULES = (
    "allauth.core.internal.ratelimit",
    "allauth.mfa.totp.internal.auth",
    "allauth.socialaccount.internal.jwtkit",
)

security_cache = ConnectionProxy(caches, SECURITY_CACHE)


def use_the_security_cache() -> None:
    """Let the modules that count do so in the ``security`` cache."""
    for name in COUNTING_MODULES:
        vars(import_module(name))["cache"] = security_cache

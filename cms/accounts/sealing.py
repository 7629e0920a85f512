"""Secrets of second factors, sealed with the house's own key.

A copy of the database alone does not tell anybody's one-time codes. A former
``SECRET_KEY`` still opens what it sealed while it stands in ``SECRET_KEY_FALLBACKS``.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PURPOSE = b"cms.accounts.second-factor:"


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def open_sealed(sealed: str) -> str:
    """Return what was sealed. Raises ``cryptography.fernet.InvalidToken``."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(str(key))) for key in keys])


def _fernet_key(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + key.encode()).digest())

"""The seal: what is in a vault can't be read from the database or from its dumps."""

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.encoding import force_bytes

PURPOSE = b"dinh takedown, contents of stopped items"
KEY_BYTES = 32


def sealed(contents: dict[str, Any]) -> bytes:
    """Return contents under the seal of today's secret key."""
    text = json.dumps(contents, cls=DjangoJSONEncoder, ensure_ascii=False)
    return _keys().encrypt(text.encode())


def opened(vault: bytes) -> dict[str, Any]:
    """Return what was sealed. Raises ``InvalidToken`` under a key that is forgotten."""
    contents: dict[str, Any] = json.loads(_keys().decrypt(bytes(vault)))
    return contents


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_made_from(secret) for secret in secrets])


def _made_from(secret: str | bytes) -> Fernet:
    key = HKDF(
        algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE
    ).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(key))

"""The key that signs the log's heads, and those that may have signed them before."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"dinh security log, head signatures"
SEED_BYTES = 32


def signing_key() -> Ed25519PrivateKey:
    """Return the key of today, made from ``SECURITY_LOG_KEY`` or else the secret key."""
    return _made_from(settings.SECURITY_LOG_KEY or settings.SECRET_KEY)


def public_text(key: Ed25519PrivateKey) -> str:
    """Return the public half: whoever has it checks signatures and can't make any."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def trusted() -> frozenset[str]:
    """Return the public keys whose signatures are believed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if settings.SECURITY_LOG_KEY:
        secrets.append(settings.SECURITY_LOG_KEY)
    made = (public_text(_made_from(secret)) for secret in secrets)
    return frozenset(made) | frozenset(settings.SECURITY_LOG_FORMER_KEYS)


def sign(text: bytes) -> str:
    return signing_key().sign(text).hex()


def is_signed(text: bytes, *, signature: str, public: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text)
    except (ValueError, InvalidSignature):
        return False
    return True


def _made_from(secret: str | bytes) -> Ed25519PrivateKey:
    seed = HKDF(
        algorithm=hashes.SHA256(), length=SEED_BYTES, salt=None, info=PURPOSE
    ).derive(force_bytes(secret))
    return Ed25519PrivateKey.from_private_bytes(seed)

"""Settings of the test suite: fast hashing, files in memory-sized folders."""

import tempfile
from pathlib import Path

from cms.settings.base import *

SECRET_KEY = "tests-only"  # noqa: S105 - guards nothing
DEMO_LOGIN = True
DEMO_PASSWORD = "san-dinh-2026"  # noqa: S105 - no secret: printed at the start
SERVE_MEDIA = True
DEMO_ALLOWED = True
PAGE_CACHE = False  # budgets count what a page costs when it is made
INSTALLED_APPS = ["cms.demo", *INSTALLED_APPS]
PORTAL_SCHEME_PORT = 80
PORTAL_TRIAL_DOMAIN = "thu.localhost"
WAGTAILADMIN_BASE_URL = "http://localhost"
ALLOWED_HOSTS = ["*"]
PASSWORD_CHANGE_WHEN_DUE = False  # tests of the door switch it on
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MEDIA_ROOT = Path(tempfile.gettempdir()) / "dinh-tests-media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = None  # type: ignore[assignment] # nothing is collected
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

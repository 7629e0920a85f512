"""The embedded set-up of ``make run``: SQLite, local files, the demonstration."""

from cms.settings import env
from cms.settings.base import *

DEBUG = env.flag("DEBUG", default=False)
PAGE_CACHE = PAGE_CACHE and not DEBUG  # templates are read anew at every request
SECRET_KEY = env.kept_secret(DATA_DIR / "secret-key")
PORTAL_SCHEME_PORT = PORT
PORTAL_PORTS_FROM = PORT + 1
PORTAL_TRIAL_DOMAIN = PORTAL_TRIAL_DOMAIN or "localhost"
PORTAL_DNS_CHECK = False  # its hostnames are known to browsers only
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"
MAIL_TRANSPORT = "cms.demo.post.KeptPost"  # read back at /hop-thu
EMAIL_FILE_PATH = DATA_DIR / "mail"
INVITATION_LINKS_SHOWN = True

# One click into a role: the demonstration's alone, refused in production.
INSTALLED_APPS = ["cms.demo", *INSTALLED_APPS]
DEMO_LOGIN = True
DEMO_PASSWORD = "san-dinh-2026"  # noqa: S105 - no secret: printed at the start
SERVE_MEDIA = True
DEMO_ALLOWED = True
# The demonstration's people come by a click, whenever they like.
PASSWORD_CHANGE_WHEN_DUE = False
IDLE_MINUTES = ADMIN_IDLE_MINUTES = 480
IDLE_ACCOUNT_DAYS = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # keys work on http://localhost

# Files are served straight from the source tree, with no collecting step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT = None  # type: ignore[assignment] # nothing is collected
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

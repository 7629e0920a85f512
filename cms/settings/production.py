"""Settings of a real installation. What is missing is reported by system checks."""

from cms.settings import env
from cms.settings.base import *

SECRET_KEY = env.required("SECRET_KEY", placeholder="missing, see check dinh.E001")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
HOUSE_HOSTS = env.words("HOUSE_HOSTS")
WAGTAILADMIN_BASE_URL = env.required("ADMIN_BASE_URL")
env.required("DATABASE_URL")
DEMO_LOGIN = env.flag("DEMO_LOGIN", default=False)

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = env.number("PROXIES", 1)
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# The editor previews pages in a frame of the same host, so not DENY.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W019"]
# With this prefix no browser hands the cookies to another host, whatever is asked of it.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
MFA_REQUIRED_FOR = env.words(
    "MFA_REQUIRED_FOR",
    ("superuser", "unit_admin", "publisher", "head_of_unit", "standing_office"),
)

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "webmaster@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}

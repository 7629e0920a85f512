"""What every environment shares. Other modules only add or tighten."""

from pathlib import Path

from cms.settings import env
from cms.settings.accounts import *
from cms.settings.desk import *
from cms.settings.health import *
from cms.settings.jobs import *

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")

# Security ---------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = ""
ALLOWED_HOSTS = ["*"]  # unknown hosts get a plain 404 from the portal middleware
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor previews pages in a frame
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Applications -----------------------------------------------------------------------
# wagtail_localize and wagtail.locales join with the languages issue: until then no
# address that translates, and no switch that synchronises locales, may exist.
INSTALLED_APPS = [
    "cms.operations",
    "cms.directory",
    "cms.overview",
    "cms.api",
    "cms.provisioning",
    "cms.desk",
    "cms.agenda",
    "cms.intake",
    "cms.takedown",
    "cms.directives",
    "cms.alerts",
    "cms.proposals",
    "cms.addresses",
    "cms.workplace",
    "cms.events",
    "cms.finding",
    "cms.members",
    "cms.reorganisation",
    "cms.health",
    "cms.news",
    "cms.feeds",
    "cms.pages",
    "cms.corrections",
    "cms.planning",
    "cms.moderation",
    "cms.modes",
    "cms.deadlines",
    "cms.display",
    "cms.routes",
    "cms.quality",
    "cms.evidence",
    "cms.notifications",
    "cms.core",
    "cms.accounts",
    "cms.audit",
    "cms.almanac",
    "cms.jobs",
    "cms.users",
    "search",
    "media_library",
    "sites",
    "cms.users.admin_app.WagtailUsers",
    *("wagtail.contrib.table_block", "wagtail.contrib.typed_table_block"),
    *("wagtail.embeds", "wagtail.snippets", "wagtail.documents"),
    *("wagtail.images", "wagtail.search"),
    "wagtail.admin",
    "wagtail",
    "wagtail.api.v2",
    "wagtailmedia",
    *("modelcluster", "taggit", "rest_framework"),
    *("allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"),
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cms.tenancy",  # last: its policies take the place of Wagtail's
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sites.middleware.PortalMiddleware",
    "cms.alerts.middleware.KnowAlerts",
    "cms.workplace.middleware.HousePolicy",
    "cms.provisioning.middleware.TrialDoor",
    "cms.core.middleware.NormaliseInput",
    "cms.operations.middleware.KeepAnswers",
    "cms.display.middleware.VaryByDisplay",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.accounts.middleware.AccountDoor",
    "cms.intake.middleware.RefuseLargeSendings",
    "cms.audit.middleware.WriteSecurityLog",
    *("cms.core.middleware.TellOfTheGate", "cms.proposals.middleware.TellOfProposals"),
    "cms.desk.middleware.WatchEmbargoes",
    "cms.desk.routing.middleware.RoutesAreReadOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sites.working.WorkingUnitMiddleware",
    "sites.exports.PlainSpreadsheets",
    "cms.tenancy.middleware.WallBetweenUnits",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

CSRF_FAILURE_VIEW = "cms.operations.views.forged"

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.pages.context_processors.portal_page",
                "cms.display.context_processors.display",
            ],
        },
    }
]

# Data -------------------------------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL", embedded=DATA_DIR / "dinh.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
# Page and address caches fail open: losing them costs time, never an answer.
# Security counters live in the database and fail closed.
CACHES = {
    "default": (
        {
            "BACKEND": "cms.operations.caches.FailOpenRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        }
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 1_000},
        }
    ),
    "security": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "security_counters",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# Kept answers are compared with the database's stamps: off, every page is made anew.
PAGE_CACHE = env.flag("PAGE_CACHE", default=True)

# People -----------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sites.backends.RoleBackend",
]
# Proxies of our own in front: so many last entries of X-Forwarded-For are believed.
PROXIES = 0
# Sections of news and events that set no threshold of their own (SEC-10); 0 asks nothing.
SECTION_FRESHNESS_DAYS = env.number("SECTION_FRESHNESS_DAYS", 30)
# What names the sender of a closed report is deleted after so many days.
REPORTER_DATA_DAYS = env.number("REPORTER_DATA_DAYS", 365)
# NĐ 333/2026 Điều 16: twelve months, whichever they are.
SECURITY_LOG_DAYS = env.number("SECURITY_LOG_DAYS", 366)
# Signed heads of the log, outside the database; another disk is better.
SECURITY_LOG_HEADS = env.folder("SECURITY_LOG_HEADS", DATA_DIR / "audit" / "heads")
SECURITY_LOG_KEY = env.text("SECURITY_LOG_KEY")  # empty: made from the secret key
SECURITY_LOG_FORMER_KEYS = env.words("SECURITY_LOG_FORMER_KEYS")  # public ones

# Language and time ------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
    ("fr", "Français"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("km", "ភាសាខ្មែរ"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Our own messages; then those of the packages, most of which bring no Vietnamese.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_overlay"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# Days are typed as they are written; both settings name the same formats.
FORMAT_MODULE_PATH = "cms.workplace.formats"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

# Files ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
SERVE_MEDIA = False  # a web server in front does
STORAGES = {
    "default": {"BACKEND": "media_library.storages.SteadyFileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Megabytes of one upload. The web server in front refuses what is larger than all.
PICTURE_MAX_MB = env.number("PICTURE_MAX_MB", 20)
DOCUMENT_MAX_MB = env.number("DOCUMENT_MAX_MB", 50)
CLIP_MAX_MB = env.number("CLIP_MAX_MB", 500)

# Wagtail ----------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Đình"
WAGTAILADMIN_BASE_URL = env.text("ADMIN_BASE_URL")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "media_library.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media_library.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PICTURE_MAX_MB * 1024 * 1024
# Decoded, a pixel takes up to four bytes, however small the file was.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_AVIF_QUALITY = 50  # as good to look at as WebP at 80
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "media_library.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media_library.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = DOCUMENT_MAX_MB * 1024 * 1024
# A password that many know protects nothing; privacy is by log-in.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media_library.Media",
    "MEDIA_FORM_BASE": "media_library.forms.MediaForm",
}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "superscript"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}
# Videos are embedded by address pattern alone; asking the provider for its markup
# would send a request out of the house for every new clip.
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []

# Portals ----------------------------------------------------------------------------
# The hosts that serves the directory and the administration.
HOUSE_HOSTS = env.words("HOUSE_HOSTS", ("localhost", "127.0.0.1"))
PORT = env.number("PORT", 8000)
PORTAL_SCHEME_PORT = 443
# First of the ports that stand in for hostnames where *.localhost is not resolved.
PORTAL_PORTS_FROM = 0
# Portals on trial are named below it; empty: none can be opened by the wizard.
PORTAL_TRIAL_DOMAIN = env.text("PORTAL_TRIAL_DOMAIN")
TRIAL_INVITATION_DAYS = env.number("TRIAL_INVITATION_DAYS", 30)
# Whether the name service is asked before a portal opens.
PORTAL_DNS_CHECK = env.flag("PORTAL_DNS_CHECK", default=True)
DEMO_LOGIN = DEMO_ALLOWED = False
DEMO_PASSWORD = ""
SETTINGS_FAULTS = env.faults

# API --------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
}
WAGTAILAPI_LIMIT_MAX = 50

"""Who gets in, by what proof, for how long.

The figures are those of TCVN 14423:2026 for security level 3; each can be read from the
environment. Base takes all of this over.
"""

from datetime import timedelta

from cms.settings import env

# The one login door ------------------------------------------------------------------
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "cms.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are kept by administrators
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"login": "cms.accounts.forms.LoginForm"}
MFA_FORMS = {
    "activate_totp": "cms.accounts.forms.SetUpAppForm",
    "add_webauthn": "cms.accounts.forms.AddKeyForm",
    "authenticate": "cms.accounts.forms.CodeForm",
    "reauthenticate": "cms.accounts.forms.CodeAgainForm",
}
# Wagtail's own doors for the same things stay shut.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# Passwords -----------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "cms.accounts.passwords.StrengthByFactor"},
    {"NAME": "cms.accounts.passwords.NotUsedBefore"},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "UserAttributeSimilarityValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
]
PASSWORD_LENGTH_ALONE = env.number("PASSWORD_LENGTH_ALONE", 14)
PASSWORD_LENGTH_WITH_MFA = env.number("PASSWORD_LENGTH_WITH_MFA", 8)
PASSWORD_HISTORY = env.number("PASSWORD_HISTORY", 10)
ADMIN_PASSWORD_DAYS = env.number("ADMIN_PASSWORD_DAYS", 60)
# Given by somebody else, too old for an administrator, or too weak without the second
# factor it was chosen beside: it is changed before anything else.
PASSWORD_CHANGE_WHEN_DUE = env.flag("PASSWORD_CHANGE_WHEN_DUE", default=True)
PASSWORD_RESET_TIMEOUT = env.number("PASSWORD_RESET_HOURS", 8) * 3600

# Invitations ---------------------------------------------------------------------------
INVITATION_DAYS = env.number("INVITATION_DAYS", 7)
INVITATION_LINKS_SHOWN = False  # to whoever invites, where no mail leaves the house

# Guessing ------------------------------------------------------------------------------
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "security"
AXES_FAILURE_LIMIT = env.number("LOGIN_FAILURES", 5)
AXES_COOLOFF_TIME = timedelta(hours=env.number("LOGIN_LOCK_HOURS", 12))
# The account itself is locked, wherever the guesses came from; with “yes” only for the
# address they came from.
LOGIN_LOCK_PER_ADDRESS = env.flag("LOGIN_LOCK_PER_ADDRESS", default=False)
AXES_LOCKOUT_PARAMETERS: list[str | list[str]] = (
    [["username", "ip_address"]] if LOGIN_LOCK_PER_ADDRESS else ["username"]
)
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # which asks for the address to count as well
AXES_LOCKOUT_CALLABLE = "cms.accounts.views.door.locked_out"
AXES_RESET_ON_SUCCESS = True
# Knocking at a locked door does not keep it locked for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "sites.requests.client_address"

# Second factor -------------------------------------------------------------------------
MFA_ADAPTER = "cms.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 0  # a code is remembered as used for one period, no longer
MFA_TOTP_ISSUER = "Đình"
# “superuser” and capabilities; who holds one gets nowhere without a second factor.
MFA_REQUIRED_FOR: list[str] = []

# Sessions ------------------------------------------------------------------------------
IDLE_MINUTES = env.number("IDLE_MINUTES", 15)
ADMIN_IDLE_MINUTES = env.number("ADMIN_IDLE_MINUTES", 5)
SESSION_HOURS = env.number("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
IDLE_ACCOUNT_DAYS = env.number("IDLE_ACCOUNT_DAYS", 45)

# Log-in by the organisation's own provider ----------------------------------------------
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL")
# The login form leads there; a browser asks the content policy whether it may.
HOUSE_FORM_TARGETS = (
    env.words("OIDC_HOSTS", (OIDC_SERVER_URL,)) if OIDC_SERVER_URL else []
)
OIDC_NAME = env.text("OIDC_NAME", "OpenID Connect")
# Words of the provider's “amr” or “acr” that vouch for a second factor of its own.
OIDC_MFA_CLAIMS = env.words("OIDC_MFA_CLAIMS")
SOCIALACCOUNT_ADAPTER = "cms.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": OIDC_NAME,
                    "client_id": env.text("OIDC_CLIENT_ID"),
                    "secret": env.text("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER_URL},
                }
            ],
        }
    }
    if OIDC_SERVER_URL
    else {}
)

# Where researchers report a weakness (RFC 9116) ------------------------------------------
SECURITY_CONTACT = env.words("SECURITY_CONTACT")
SECURITY_POLICY_URL = env.text("SECURITY_POLICY_URL")
SECURITY_LANGUAGES = env.words("SECURITY_LANGUAGES", ("vi", "en"))
SECURITY_TXT_DAYS = env.number("SECURITY_TXT_DAYS", 180)

"""Health of hostnames and links."""

from cms.settings import env

# Addresses, or names that stand for them, at which the house answers. Empty: a portal's
# name only has to exist.
HOUSE_ADDRESSES = env.words("HOUSE_ADDRESSES")
# Where registries tell until when names are registered (RDAP). Empty: nobody is asked.
RDAP_BASE_URL = env.text("RDAP_BASE_URL")
HEALTH_TIMEOUT = env.number("HEALTH_TIMEOUT", 10)
HEALTH_RUN_MINUTES = env.number("HEALTH_RUN_MINUTES", 60)
HEALTH_USER_AGENT = env.text(
    "HEALTH_USER_AGENT", "Dinh-health/1 (daily check of links)"
)
HEALTH_INNER_ADDRESSES = False  # links never lead the house into its own network

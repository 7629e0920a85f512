"""The editorial desk."""

from cms.settings import env

# Consent holds for one revision only; routes are drawn up in the desk.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Approved items go out after this many seconds, in which they can be recalled.
RELEASE_RECALL_SECONDS = env.number("RELEASE_RECALL_SECONDS", 30)
# What was published in an emergency has to be approved within so many hours.
EMERGENCY_CONFIRM_HOURS = env.number("EMERGENCY_CONFIRM_HOURS", 24)
# Megabytes of an item that is sent in, its file and pictures together.
SENDING_MAX_MB = env.number("SENDING_MAX_MB", 60)

# A quick mend of what is published changes at most so many words.
MEND_MOST_WORDS = env.number("MEND_MOST_WORDS", 20)

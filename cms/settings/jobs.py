"""Work in the background, and the mail that goes out by it."""

from cms.settings import env

# Jobs that were done are forgotten after so many days.
JOBS_DONE_DAYS = env.number("JOBS_DONE_DAYS", 7)
# Letters are rows first, written with what they are about, and sent after the commit by
# the backend that MAIL_TRANSPORT names.
EMAIL_BACKEND = "cms.jobs.mail.OutboxBackend"
MAIL_TRANSPORT = env.text(
    "MAIL_TRANSPORT", "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 10)

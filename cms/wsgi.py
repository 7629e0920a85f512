"""The WSGI entrance; the environment names the settings, production by default.

The system checks run before the first request: a faulty installation says what is
wrong and does not start.
"""

import os
import sys

from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

try:
    call_command("check", verbosity=0)
except SystemCheckError as faults:
    sys.exit(str(faults))

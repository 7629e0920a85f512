"""How often one address may report a mistake, or guess at a receipt."""

from datetime import timedelta

from cms.core.limits import Allowance

WINDOW = timedelta(hours=1)

# Many phones share one address of their provider: rarely more than a few report at once.
REPORTS = Allowance("reports", 10)
GUESSES = Allowance("guesses", 20)
# From everywhere together: more would bury the desk, and is no longer readers.
PORTAL_REPORTS = 200

"""Who may read and change desk data."""

from cms.core.models import EditorialRecord
from sites.policies import UnitPolicy

# A record comes with the first revision of its item and stays as long as the unit's
# history does: nobody adds or deletes one by hand.
RECORDS = UnitPolicy(EditorialRecord, ("change", "view"))

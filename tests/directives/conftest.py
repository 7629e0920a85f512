"""Two units, each with an editor and an item."""

import pytest

from tests.desk.conftest import Office, office
from tests.plugins.kept import kept


@pytest.fixture
@kept
def here(db: None) -> Office:
    return office("Hội làng Đại Mỗ mở cửa")


@pytest.fixture
@kept
def elsewhere(db: None) -> Office:
    return office("Chợ nổi họp phiên cuối")

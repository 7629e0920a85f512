"""Two units, each with an editor and an item."""

import pytest

from tests.desk.conftest import Office, office


@pytest.fixture
def here(db: None) -> Office:
    return office("Hội làng Đại Mỗ mở cửa")


@pytest.fixture
def elsewhere(db: None) -> Office:
    return office("Chợ nổi họp phiên cuối")

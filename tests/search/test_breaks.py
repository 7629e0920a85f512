"""Where names may go on to the next line."""

import pytest

from search.breaks import HELD, unbroken


@pytest.mark.parametrize(
    "name",
    [
        "Hội Liên_hiệp Phụ_nữ phường Hải_Châu",
        "Trung_tâm Xúc_tiến đầu tư và Hỗ_trợ doanh nghiệp Cà_Mau (iPEC)",
        "Sở Văn_hóa và Thể_thao Hà_Nội",
        "Sở Văn_hóa, Thể_thao và Du_lịch tỉnh Tây_Ninh",
        "Ban Tuyên_giáo và Dân_vận Tỉnh_ủy An_Giang",
        "Cổng Thông_tin điện tử tỉnh Cà_Mau",
        "Ủy_ban nhân dân thành phố Đà_Nẵng",
        "Thư_viện tỉnh Tây_Ninh",
        "Kế_hoạch_– Chỉ_đạo",
        "Người Hà_Nội thanh lịch_– văn minh",
        "Tiêu_điểm Hà_Nội",
        "Báo_chí viết về Cà_Mau, An_Giang",
        "Sở",
        "",
    ],
)
def test_compounds_and_dashes_stay_together(name: str) -> None:
    assert unbroken(name.replace("_", " ")) == name.replace("_", HELD)

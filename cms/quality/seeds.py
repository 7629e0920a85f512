"""What the house's registers begin with. Keepers change it like everything else.

Source: domain-vn.md 1.1 (as of 20/11/2026). Only texts whose end is certain.
"""

from datetime import date
from typing import Any

ENDED_2026 = date(2026, 6, 30)
# Number, title, other names, first day, last day, what replaced it.
LEGAL_TEXTS: tuple[tuple[str, str, str, date | None, date, str], ...] = (
    ("43/2011/NĐ-CP", "Cung cấp thông tin và dịch vụ công trực tuyến trên trang, cổng của cơ quan nhà nước", "", None, date(2022, 8, 14), "Nghị định 42/2022/NĐ-CP, sau là Nghị định 224/2026/NĐ-CP"),
    ("42/2022/NĐ-CP", "Cung cấp thông tin và dịch vụ công trực tuyến trên môi trường mạng", "", date(2022, 8, 15), ENDED_2026, "Nghị định 224/2026/NĐ-CP"),
    ("64/2007/NĐ-CP", "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước", "", None, ENDED_2026, "Nghị định 224/2026/NĐ-CP"),
    ("45/2026/NĐ-CP", "Nghị định 45/2026/NĐ-CP", "", None, ENDED_2026, "Nghị định 224/2026/NĐ-CP"),
    ("67/2006/QH11", "Luật Công nghệ thông tin", "Luật Công nghệ thông tin 2006\nLuật Công nghệ thông tin năm 2006", None, ENDED_2026, "Luật Chuyển đổi số 148/2025/QH15"),
    ("24/2011/TT-BTTTT", "Dữ liệu đặc tả của trang, cổng thông tin điện tử", "", None, date(2024, 4, 4), ""),
    ("72/2013/NĐ-CP", "Quản lý, cung cấp, sử dụng dịch vụ Internet và thông tin trên mạng", "", None, date(2024, 12, 24), "Nghị định 147/2024/NĐ-CP"),
    ("27/2018/NĐ-CP", "Sửa đổi Nghị định 72/2013/NĐ-CP", "", None, date(2024, 12, 24), "Nghị định 147/2024/NĐ-CP"),
    ("13/2023/NĐ-CP", "Bảo vệ dữ liệu cá nhân", "", None, date(2025, 12, 31), "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP"),
    ("86/2015/QH13", "Luật An toàn thông tin mạng", "Luật An toàn thông tin mạng 2015\nLuật An toàn thông tin mạng năm 2015", None, ENDED_2026, "Luật An ninh mạng 116/2025/QH15"),
    ("24/2018/QH14", "Luật An ninh mạng", "Luật An ninh mạng 2018\nLuật An ninh mạng năm 2018", None, ENDED_2026, "Luật An ninh mạng 116/2025/QH15"),
    ("103/2016/QH13", "Luật Báo chí", "Luật Báo chí 2016\nLuật Báo chí năm 2016", None, ENDED_2026, "Luật Báo chí 126/2025/QH15"),
    ("749/QĐ-TTg", "Chương trình Chuyển đổi số quốc gia đến năm 2025", "", None, date(2025, 12, 31), "Quyết định 1266/QĐ-TTg"),
)  # fmt: skip
SOURCES = (
    ("gov.vn", "Cơ quan nhà nước"),
    ("chinhphu.vn", "Cổng Thông tin điện tử Chính phủ"),
    ("quochoi.vn", "Cổng Thông tin điện tử Quốc hội"),
    ("dangcongsan.vn", "Báo điện tử Đảng Cộng sản Việt Nam"),
    ("nhandan.vn", "Báo Nhân Dân"),
    ("vietnamplus.vn", "Thông tấn xã Việt Nam"),
    ("qdnd.vn", "Báo Quân đội nhân dân"),
    ("vov.vn", "Đài Tiếng nói Việt Nam"),
    ("vtv.vn", "Đài Truyền hình Việt Nam"),
)


def plant(legal_text: Any, official_source: Any) -> None:
    """Fill empty registers; the models are those of the migration, or today's."""
    names = (
        *("number", "title", "other_names"),
        *("in_force_from", "in_force_to", "replaced_by"),
    )
    legal_text.objects.bulk_create(
        legal_text(**dict(zip(names, row, strict=True))) for row in LEGAL_TEXTS
    )
    official_source.objects.bulk_create(
        official_source(host=host, name=name) for host, name in SOURCES
    )

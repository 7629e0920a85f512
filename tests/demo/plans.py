"""The five source plans of the demonstration and where they are published."""

from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class Plan:
    """One plan: its portal's unit, section and address, its files, its text's SHA-256.

    The text is the plan as it was handed over; readers take it along as the PDF and
    DOCX of the same name.
    """

    unit: str
    section: str
    slug: str
    file: str
    sha256: str

    @property
    def source(self) -> Path:
        return SOURCES / f"{self.file}.txt"

    @property
    def files(self) -> list[str]:
        return [f"{self.file}.pdf", f"{self.file}.docx"]


PLANS = {
    "S0": Plan(
        "so-vhttdl-tay-ninh",
        "ke-hoach-chi-dao",
        "ke-hoach-20-kh-svhttdl-2023",
        "ke-hoach-20-kh-svhttdl-tay-ninh-2023",
        "4491f02f7fe0d6581296581c25e3f2c6e1de30d2a4486f67628b8ac05de37df8",
    ),
    "S1": Plan(
        "hoi-lhpn-da-nang",
        "ke-hoach-tuyen-truyen",
        "ke-hoach-nang-cao-chat-luong-tuyen-truyen",
        "ke-hoach-nang-cao-chat-luong-tuyen-truyen-hoi-lhpn-da-nang",
        "fbeed106575f6235e5735de6a22b6dbc4e97706b6983f719beeb9db18f8ae520",
    ),
    "S2": Plan(
        "ubnd-tinh-ca-mau",
        "ke-hoach-chi-dao",
        "ke-hoach-truyen-thong-ve-tinh-ca-mau-2021",
        "ke-hoach-truyen-thong-tinh-ca-mau-2021",
        "38e31876131a8eaddb5423fadacccf093466df408b469d6f03d4df41a13b7397",
    ),
    "S3": Plan(
        "so-vhtt-ha-noi",
        "ke-hoach-chi-dao",
        "ke-hoach-hoat-dong-cong-thong-tin-dien-tu-2025",
        "ke-hoach-hoat-dong-cong-svhtt-ha-noi-2025",
        "452ee455420ce99b6b548727416714b54b854e51bb6590d900e3b42c7c8c5bbd",
    ),
    "S4": Plan(
        "ban-tuyen-giao-kien-giang",
        "ke-hoach-chi-dao",
        "cong-van-1483-cv-btgtu-2024",
        "cong-van-1483-cv-btgtu-kien-giang-2024",
        "f22033fc107ce6374c4a4803906043ba00bfe18f6e5274628987b677720f2071",
    ),
}

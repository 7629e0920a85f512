"""Every page a reader can meet, one line each: the gate looks at all of them.

An address may name an item of the house (``{photos}``) or its code (``{photos.code}``).
"""

from dataclasses import dataclass

HANOI, AN_GIANG, KIEN_GIANG = "so-vhtt-ha-noi", "ban-tgdv-an-giang", "ban-tuyen-giao-kien-giang"  # fmt: skip
LIBRARY, HOUSE = "thu-vien-tinh-tay-ninh", ""


@dataclass(frozen=True)
class Row:
    name: str
    address: str
    unit: str = HANOI
    status: int = 200

    def __str__(self) -> str:
        return self.name


ROWS = (
    Row("home", "/"),
    Row("home-of-a-small-portal", "/", LIBRARY),
    Row("home-english", "/en/"),
    Row("section-of-news", "{news_section}"),
    Row("section-of-events", "{events_section}"),
    Row("section-of-pages", "{pages_section}"),
    Row("section-english", "{english_section}"),
    Row("article", "{tin}"),
    Row("article-report", "{phan_anh}"),
    Row("article-roundup", "{tong_hop}"),
    Row("article-graphics", "{do_hoa}"),
    Row("article-live", "{tuong_thuat}"),
    Row("article-rebuttal", "{phan_bac}"),
    Row("article-video", "{video}"),
    Row("article-photos", "{phong_su_anh}"),
    Row("article-republished", "{republished}"),
    Row("article-with-every-block", "{blocks}"),
    Row("article-english", "{english}"),
    Row("article-on-paper", "/-/{tin.code}/ban-in/"),
    Row("event", "{event}"),
    Row("special", "{special}"),
    Row("standard", "{standard}"),
    Row("sitemap", "/-/so-do/"),
    Row("not-found", "/khong-co-trang-nay/", status=404),
    Row("frozen", "/", KIEN_GIANG),
    Row("frozen-article", "{frozen}", KIEN_GIANG),
    Row("suspended", "/", AN_GIANG, status=503),
    Row("failed", "/-/gate/500/", status=500),
    Row("database-away", "/-/gate/503/", status=503),
    Row("directory", "/", HOUSE),
    Row("directory-not-found", "/khong-co/", HOUSE, status=404),
)

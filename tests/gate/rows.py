"""Every page a reader can meet, one line each: the gate looks at all of them.

An address may name an item of the house (``{photos}``) or its code (``{photos.code}``).
"""

from dataclasses import dataclass

HANOI = "so-vhtt-ha-noi"
AN_GIANG, KIEN_GIANG = "ban-tgdv-an-giang", "ban-tuyen-giao-kien-giang"
TRIAL = "xa-chay-thu"
HOUSE = ""


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
    Row("article-from-before", "{inherited}"),
    Row("article-on-paper", "/-/{tin.code}/ban-in/"),
    Row("event", "{event}"),
    Row("special", "{special}"),
    Row("standard", "{standard}"),
    Row("sitemap", "/-/so-do/"),
    Row("search", "/-/tim-kiem/"),
    Row("search-found", "/-/tim-kiem/?q=ha+noi"),
    Row("search-nothing-found", "/-/tim-kiem/?q=khongcogi"),
    Row("topic", "/-/chu-de/di-san/"),
    Row("author", "/-/tac-gia/ha-mien/"),
    Row("authors-written-alike", "/-/tac-gia/le-an/"),
    Row("report-a-mistake", "/-/{tin.code}/bao-sai-sot/"),
    Row("ask-for-a-slip", "/-/phieu/"),
    Row("slip", "/-/phieu/{slip.code}/"),
    Row("how-pages-are-shown", "/-/hien-thi/"),
    Row("not-found", "/khong-co-trang-nay/", status=404),
    Row("gone", "/vi/da-go.aspx", status=410),
    Row("taken-down", "{taken_down}", status=410),
    Row("frozen", "/", KIEN_GIANG),
    Row("frozen-article", "{frozen}", KIEN_GIANG),
    Row("suspended", "/", AN_GIANG, status=503),
    Row("on-trial", "/", TRIAL, status=403),
    Row("refused", "/-/gate/403/", status=403),
    Row("failed", "/-/gate/500/", status=500),
    Row("database-away", "/-/gate/503/", status=503),
    Row("asked-from-outside", "/duyet-ngoai/{guest.code}/", HOUSE),
    Row("asked-too-late", "/duyet-ngoai/da-het-han/", HOUSE, status=410),
    Row("directory", "/", HOUSE),
    Row("letters-of-the-demonstration", "/hop-thu/", HOUSE),
    Row("directory-not-found", "/khong-co/", HOUSE, status=404),
)

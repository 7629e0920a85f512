"""What cannot be changed once real data exists, as literal tables.

``tests/test_frozen_decisions.py`` compares them with the code.
"""

from tests.frozen.choices import CHOICES
from tests.frozen.tables import TABLES

__all__ = [
    "ADDRESSES",
    "ARTICLE",
    "BLOCKS",
    "CHOICES",
    "CODE",
    "LABELS",
    "LOOKS",
    "RECEIPT",
    "SETTINGS",
    "SPEC_KEYS",
    "TABLES",
    "TREE",
    "WEEKDAYS",
]

LABELS = {
    "cms.accounts": "accounts",
    "cms.addresses": "addresses",
    "cms.agenda": "agenda",
    "cms.alerts": "alerts",
    "cms.almanac": "almanac",
    "cms.api": "api",
    "cms.audit": "audit",
    "cms.core": "core",
    "cms.corrections": "corrections",
    "cms.deadlines": "deadlines",
    "cms.demo": "demo",
    "cms.desk": "desk",
    "cms.directives": "directives",
    "cms.directory": "directory",
    "cms.display": "display",
    "cms.events": "events",
    "cms.evidence": "evidence",
    "cms.feeds": "feeds",
    "cms.finding": "finding",
    "cms.health": "health",
    "cms.intake": "intake",
    "cms.jobs": "jobs",
    "cms.members": "members",
    "cms.moderation": "moderation",
    "cms.news": "news",
    "cms.operations": "operations",
    "cms.pages": "pages",
    "cms.planning": "planning",
    "cms.proposals": "proposals",
    "cms.provisioning": "provisioning",
    "cms.quality": "quality",
    "cms.overview": "overview",
    "cms.reorganisation": "reorganisation",
    "cms.routes": "routes",
    "cms.takedown": "takedown",
    "cms.tenancy": "tenancy",
    "cms.users": "users",
    "cms.workplace": "workplace",
    "media_library": "media_library",
    "search": "search",
    "sites": "portals",
}

# Model -> what may stand above it, what may stand below it.
TREE = {
    "pages.UnitFolder": ({"wagtailcore.Page"}, {"pages.HomePage"}),
    "pages.HomePage": (
        {"pages.UnitFolder"},
        {
            "events.EventPage",
            "pages.SectionPage",
            "pages.SpecialPage",
            "pages.StandardPage",
        },
    ),
    "pages.SectionPage": (
        {"pages.HomePage", "pages.SectionPage"},
        {
            "events.EventPage",
            "news.NewsPage",
            "pages.SectionPage",
            "pages.SpecialPage",
            "pages.StandardPage",
        },
    ),
    "pages.StandardPage": (
        {"pages.HomePage", "pages.SectionPage", "pages.StandardPage"},
        {"pages.StandardPage"},
    ),
    "pages.SpecialPage": ({"pages.HomePage", "pages.SectionPage"}, set()),
    "news.NewsPage": ({"pages.SectionPage"}, set()),
    "events.EventPage": ({"pages.HomePage", "pages.SectionPage"}, set()),
}

# The names of blocks stand in every stored body.
ARTICLE = {
    "text",
    "heading",
    "figure",
    "gallery",
    "quote",
    "callout",
    "table",
    "video",
    "embed",
    "accordion",
    "download",
    "related",
}
BLOCKS = {
    "events.EventPage.body": ARTICLE,
    "news.NewsPage.body": ARTICLE,
    "news.NewsPage.corrections": {"correction"},
    "pages.StandardPage.body": ARTICLE,
    "pages.HomePage.body": {
        "lead",
        "notice_band",
        "section_rows",
        "photo_reports",
        "videos",
        "campaign",
        "questions",
        "sources",
        "links",
    },
}

LOOKS = {
    "styles": {"bao"},
    "themes": {
        "bao-tang",
        "ca-mau",
        "da-nang",
        "du-lich",
        "ha-noi",
        "kien-giang",
        "tay-ninh",
        "the-thao",
        "thu-vien",
    },
}
# ISO 8601: Monday is 1.
WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

SETTINGS = {
    "AUTH_USER_MODEL": "users.User",
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "LANGUAGE_CODE": "vi",
    "TIME_ZONE": "Asia/Ho_Chi_Minh",
    "USE_TZ": True,
    "WAGTAILDOCS_DOCUMENT_MODEL": "media_library.Document",
    "WAGTAILIMAGES_IMAGE_MODEL": "media_library.Image",
    "WAGTAILMEDIA[MEDIA_MODEL]": "media_library.Media",
}

# Addresses that were printed, quoted and mailed. {code} is a record's, {receipt} that of
# a reported mistake.
CODE = "0123456789"
RECEIPT = "BSS-7K3M-2Q9K"
ADDRESSES = {
    f"/-/{CODE}": ("short_address", {"code": CODE}),
    f"/-/{CODE}/": ("short_address", {"code": CODE}),
    f"/en/-/{CODE}": ("short_address", {"code": CODE, "language": "en"}),
    f"/zh-hans/-/{CODE}": ("short_address", {"code": CODE, "language": "zh-hans"}),
    # Feed readers and calendars ask for years where they asked once.
    "/-/tin.atom": ("portal_feed", {"kind": "atom"}),
    "/en/-/tin.rss": ("portal_feed", {"kind": "rss", "language": "en"}),
    f"/-/{CODE}/tin.atom": ("section_feed", {"code": CODE, "kind": "atom"}),
    "/-/chu-de/le-hoi/tin.rss": ("topic_feed", {"slug": "le-hoi", "kind": "rss"}),
    "/-/lich.ics": ("portal_calendar", {}),
    f"/-/{CODE}/lich.ics": ("section_calendar", {"code": CODE}),
    f"/-/lich/{CODE}.ics": ("portal_event_ics", {"code": CODE}),
    "/sitemap.xml": ("sitemap_index", {}),
    "/robots.txt": ("robots", {}),
    f"/-/phieu/{RECEIPT}/": ("portal_slip", {"receipt": RECEIPT}),
    f"/en/-/phieu/{RECEIPT}/": ("portal_slip", {"receipt": RECEIPT, "language": "en"}),
}

# Specifications are kept by the units that wrote them.
SPEC_KEYS = {
    "": {
        *(
            "above",
            "accounts",
            "channels",
            "home",
            "portal",
            "quotas",
            "roles",
            "routes",
            "sections",
            "unit",
        ),
    },
    "home": {"block", "sections", "title", "rail"},
    "unit": {
        "code",
        "name",
        "short_name",
        "symbol",
        "ma_dinh_danh",
        "kind",
        "regime",
        "parent",
        "valid_from",
        "valid_to",
        "office_hours",
        "successors",
    },
    "portal": {
        "status",
        "hostnames",
        "languages",
        "style",
        "theme",
        "accent",
        "email",
        "phone",
        "owner",
        "links",
    },
    "sections": {
        "slug",
        "title",
        "titles",
        "intro",
        "colour",
        "lists",
        "owner",
        "responsible",
        "freshness_days",
    },
    "accounts": {
        "username",
        "full_name",
        "position",
        "email",
        "phone",
        "pen_name",
        "roles",
    },
    "roles": {"name", "board"},
    "days": {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
    "routes": {
        *(
            "destination",
            "flags",
            "forms",
            "grounds",
            "languages",
            "name",
            "rank",
            "sections",
            "steps",
            "subject",
            "tiers",
            "topics",
        ),
    },
    "routes.steps": {"name", "parties"},
    "routes.parties": {
        *(
            "capabilities",
            "checks",
            "declares_secrecy",
            "duty",
            "is_personal",
            "kind",
            "label",
            "person",
            "principles",
            "unit",
            "whose",
        ),
    },
}

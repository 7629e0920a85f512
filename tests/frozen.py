"""What cannot be changed once real data exists, as literal tables.

``tests/test_frozen_decisions.py`` compares them with the code.
"""

LABELS = {
    "cms.api": "api",
    "cms.core": "core",
    "cms.corrections": "corrections",
    "cms.demo": "demo",
    "cms.desk": "desk",
    "cms.directory": "directory",
    "cms.display": "display",
    "cms.events": "events",
    "cms.feeds": "feeds",
    "cms.finding": "finding",
    "cms.news": "news",
    "cms.operations": "operations",
    "cms.pages": "pages",
    "cms.provisioning": "provisioning",
    "cms.users": "users",
    "media_library": "media_library",
    "search": "search",
    "sites": "portals",
}

TABLES = {
    "core.EditorialRecord": "core_editorialrecord",
    "core.Event": "core_event",
    "core.EventPicture": "core_eventpicture",
    "core.FormerAddress": "core_formeraddress",
    "core.PublicationEvidence": "core_publicationevidence",
    "core.Topic": "core_topic",
    "corrections.MistakeReport": "corrections_mistakereport",
    "events.EventPage": "events_eventpage",
    "media_library.Document": "media_library_document",
    "media_library.DocumentText": "media_library_documenttext",
    "media_library.Image": "media_library_image",
    "media_library.ImageText": "media_library_imagetext",
    "media_library.Media": "media_library_media",
    "media_library.MediaText": "media_library_mediatext",
    "media_library.Rendition": "media_library_rendition",
    "news.AlsoShownIn": "news_alsoshownin",
    "news.Byline": "news_byline",
    "news.NewsPage": "news_newspage",
    "news.NewsPage_topics": "news_newspage_topics",
    "news.Placement": "news_placement",
    "pages.HomePage": "pages_homepage",
    "pages.SectionPage": "pages_sectionpage",
    "pages.SpecialPage": "pages_specialpage",
    "pages.SpecialPagePick": "pages_specialpagepick",
    "pages.SpecialPage_topics": "pages_specialpage_topics",
    "pages.StandardPage": "pages_standardpage",
    "pages.UnitFolder": "pages_unitfolder",
    "portals.Branding": "portals_branding",
    "portals.MenuItem": "portals_menuitem",
    "portals.OfficeHours": "portals_officehours",
    "portals.OwnerText": "portals_ownertext",
    "portals.Portal": "portals_portal",
    "portals.PortalHostname": "portals_portalhostname",
    "portals.PortalLanguage": "portals_portallanguage",
    "portals.RoleAssignment": "portals_roleassignment",
    "portals.Stamp": "portals_stamp",
    "portals.Unit": "portals_unit",
    "portals.UnitSuccession": "portals_unitsuccession",
    "users.User": "users_user",
    "users.User_groups": "users_user_groups",
    "users.User_user_permissions": "users_user_user_permissions",
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

# The values rows hold, by the class that names them.
CHOICES = {
    "cms.core.models.event.EventStatus": {"scheduled", "postponed", "cancelled"},
    "cms.core.models.evidence.EvidenceKind": {"imported"},
    "cms.core.models.forms.ContentForm": {
        "tin",
        "phan_anh",
        "tuong_thuat",
        "tong_hop",
        "phong_su_anh",
        "video",
        "do_hoa",
        "phan_bac",
    },
    "cms.core.models.forms.Origin": {"own", "republished"},
    "cms.core.models.record.Tier": {"province", "district", "commune", "grassroots"},
    "cms.corrections.models.ReportState": {
        "received",
        "checking",
        "corrected",
        "kept",
    },
    "cms.news.models.placement.PlacementKind": {"home", "above", "also"},
    "cms.news.models.relations.BylineRole": {
        "author",
        "photo",
        "video",
        "translator",
        "compiler",
    },
    "cms.pages.models.section.SectionLists": {"news", "events", "pages"},
    "media_library.models.assets.Rights": {"own", "licensed", "free", "courtesy"},
    "sites.models.portal.PortalStatus": {"trial", "open", "suspended", "frozen"},
    "sites.models.roles.Capability": {
        "contributor",
        "editor",
        "technical_editor",
        "secretary",
        "field_reviewer",
        "publisher",
        "head_of_unit",
        "spokesperson",
        "translator",
        "proofreader",
        "media_keeper",
        "moderator",
        "finance_viewer",
        "unit_admin",
        "standing_office",
        "auditor",
    },
    "sites.models.texts.MenuPlace": {"footer", "links"},
    "sites.models.unit.Regime": {"state", "party", "mass"},
    "sites.models.unit.SuccessionKind": {
        "merge",
        "split",
        "rename",
        "dissolve",
        "transfer",
    },
    "sites.models.unit.UnitKind": {
        "province",
        "department",
        "subordinate",
        "commune",
        "mass_organisation",
        "party_body",
        "historic_district",
    },
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
    "": {"unit", "above", "portal", "sections", "accounts", "channels", "quotas"},
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
    "days": {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
}

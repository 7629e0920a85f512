"""Values of choices that stand in data."""

# The values rows hold, by the class that names them.
CHOICES = {
    "cms.addresses.models.ImportState": {"tried", "done"},
    "cms.audit.kinds.Kind": {
        *("logged_in", "login_failed", "locked_out", "unlocked", "logged_out"),
        *("session_ended", "break_glass", "password_changed", "factor_added"),
        *("factor_removed", "codes_renewed", "account_created", "account_changed"),
        *("account_disabled", "account_restored", "invited", "invitation_accepted"),
        *("invitation_withdrawn", "role_granted", "role_ended", "role_delegated"),
        *("suspended", "reinstated", "handed_over", "setting_changed", "units_changed"),
        *("exported", "embargo_seen", "refused", "log_signed", "log_trimmed"),
    },
    "cms.core.models.duty.DutyKind": {"publish", "moderate", "review", "answer"},
    "cms.core.models.event.EventStatus": {"scheduled", "postponed", "cancelled"},
    "cms.core.models.forms.ContentForm": {
        *("tin", "phan_anh", "tuong_thuat", "tong_hop"),
        *("phong_su_anh", "video", "do_hoa", "phan_bac"),
    },
    "cms.core.models.forms.Origin": {"own", "republished"},
    "cms.core.models.record.Tier": {"province", "district", "commune", "grassroots"},
    "cms.corrections.models.ReportState": {
        *("received", "checking", "corrected", "kept"),
    },
    "cms.health.models.Source": {"certificate", "registry", "paper"},
    "cms.health.states.Fault": {
        *("not-asked", "no-date", "reserved", "time-out", "resolver", "unreachable"),
        *("not-reached", "turned-away", "inner", "bad-answer", "loop", "no-name"),
        *("elsewhere", "refused", "broken-off", "wrong-name", "self-signed"),
        *("untrusted", "ends", "gone", "server-error", "other-site", "for-sale"),
        "betting",
    },
    "cms.health.states.Kind": {"dns", "certificate", "registration", "link"},
    "cms.health.states.State": {
        *("gambling", "expired", "broken", "parked", "expiring", "dead", "moved"),
        *("suspect", "unknown", "fine"),
    },
    "cms.members.models.InvitationState": {
        *("pending", "accepted", "expired", "withdrawn"),
    },
    # Not stored, but in the addresses of filters that people keep.
    "cms.overview.listing.Order": {"needs", "name", "tier", "silence", "items"},
    "cms.overview.needs.Need": {"owner", "handover", "reports", "stale", "silent"},
    "cms.overview.states.UnitState": {
        *("trial", "open", "suspended", "without", "frozen", "ended"),
    },
    "cms.provisioning.models.DnsState": {
        *("", "resolves", "absent", "elsewhere", "unknown", "skipped"),
    },
    "cms.provisioning.models.OpeningState": {"draft", "trial", "open", "dropped"},
    "cms.reorganisation.models.change.ChangeKind": {
        *("symbol", "rename", "merge", "split", "close", "transfer"),
    },
    "cms.reorganisation.models.change.ChangeState": {
        *("draft", "prepared", "live", "withdrawn"),
    },
    "cms.reorganisation.models.parts.PortalFate": {"follow", "freeze", "fold"},
    "cms.news.models.placement.PlacementKind": {"home", "above", "also"},
    "cms.news.models.relations.BylineRole": {
        *("author", "photo", "video", "translator", "compiler"),
    },
    "cms.pages.models.section.SectionLists": {"news", "events", "pages"},
    "media_library.models.assets.Rights": {"own", "licensed", "free", "courtesy"},
    "sites.models.portal.PortalStatus": {"trial", "open", "suspended", "frozen"},
    "sites.models.roles.Capability": {
        *("contributor", "editor", "technical_editor", "secretary", "field_reviewer"),
        *("publisher", "head_of_unit", "spokesperson", "translator", "proofreader"),
        *("media_keeper", "moderator", "finance_viewer", "unit_admin"),
        *("standing_office", "auditor"),
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
    "cms.evidence.kinds.Deed": {
        *("imported", "submitted", "withdrawn", "approved", "returned", "commented"),
        *("voided", "claimed", "reassigned", "prioritised", "declared", "consulted"),
        *("advised", "cleared", "recalled", "released", "emergency", "confirmed"),
        *("edited", "corrected", "hidden", "restored", "takedown_asked", "taken_down"),
        *("takedown_refused", "stopped", "resumed", "purged", "directed"),
    },
    "cms.directives.models.DirectiveKind": {"directive", "reminder"},
    "cms.takedown.kinds.Kind": {"hide", "takedown", "stop"},
    "cms.takedown.kinds.Outcome": {"done", "partly", "person", "absent"},
    "cms.takedown.kinds.Reason": {
        *("wrong", "secrecy", "personal", "wish", "rights", "directive", "outdated"),
        "other",
    },
    "cms.takedown.kinds.State": {"waiting", "in_force", "refused", "ended", "purged"},
    "cms.moderation.models.case.CaseState": {
        *("running", "returned", "approved", "released", "cleared", "withdrawn"),
        "overtaken",
    },
    "cms.moderation.models.case.Priority": {"urgent", "normal"},
    "cms.moderation.models.notice.NoticeKind": {
        *("awaited", "returned", "released", "voided", "assigned", "commented"),
        *("recalled", "emergency"),
    },
    "cms.moderation.services.returning.Reason": {
        *("figures", "pictures", "style", "secrecy"),
    },
    "cms.quality.findings.Severity": {"off", "warn", "block"},
    "cms.routes.models.choices.Check": {"content", "pictures", "layout"},
    "cms.routes.models.choices.Destination": {
        *("portal", "fanpage", "group", "zalo", "youtube"),
    },
    "cms.routes.models.choices.PartyKind": {
        *("role", "person", "duty", "field", "head", "liable"),
    },
    "cms.routes.models.choices.Subject": {"item", "page", "mend"},
    "cms.routes.models.choices.WhoseUnit": {"portal", "liable", "above", "named"},
}

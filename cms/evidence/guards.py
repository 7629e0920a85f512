"""Triggers that let evidence grow and do nothing else, for each database (ADR 0041).

An entry follows the last of its item and stays as it is. A remark may be removed once a
later entry says that the item's content was removed for good. An entry is put into a
signature once. Whoever owns the database can drop triggers; that is what the seals and
the signatures outside are for.
"""

from cms.audit.triggers import Triggers

NAMES = frozenset(
    {
        *("evidence_entry_follows", "evidence_entry_stays", "evidence_entry_kept"),
        *("evidence_remark_stays", "evidence_remark_leaves"),
        *("evidence_leaf_stays", "evidence_leaf_kept"),
    }
)
TRUNCATIONS = frozenset(
    {"evidence_entries_kept", "evidence_remarks_kept", "evidence_leaves_kept"}
)
STAYS = "evidence: what is written stays as it is"
FOLLOWS = "evidence: an entry must follow the last one of its item"

# What an entry has to be, and what lets a remark go; both databases read it.
_FIRST = f"NEW.number = 1 AND NEW.previous = '{'0' * 64}'"
_NEXT = (
    "EXISTS (SELECT 1 FROM evidence_entry WHERE record_id = NEW.record_id"
    " AND number = NEW.number - 1 AND hash = NEW.previous)"
)
_PURGED = (
    "EXISTS (SELECT 1 FROM evidence_entry own JOIN evidence_entry purge"
    " ON purge.record_id = own.record_id AND purge.number > own.number"
    " WHERE own.id = OLD.entry_id AND purge.deed = 'purged')"
)
_PLACED = (
    "OLD.line IS NULL AND NEW.line IS NOT NULL"
    " AND NEW.entry_id = OLD.entry_id AND NEW.digest = OLD.digest"
)


def _refusal(message: str) -> str:
    return (
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    )


def _function(name: str, allowed: str, row: str, message: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {allowed} THEN RETURN {row}; END IF;
    {_refusal(message)}
END $$;
"""


POSTGRES = f"""
{_function("evidence_follow", f"({_FIRST}) OR {_NEXT}", "NEW", FOLLOWS)}
{_function("evidence_leave", _PURGED, "OLD", STAYS)}
{_function("evidence_place", _PLACED, "NEW", STAYS)}
CREATE OR REPLACE FUNCTION evidence_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {_refusal(STAYS)}
END $$;
CREATE TRIGGER evidence_entry_follows BEFORE INSERT ON evidence_entry
    FOR EACH ROW EXECUTE FUNCTION evidence_follow();
CREATE TRIGGER evidence_entry_stays BEFORE UPDATE ON evidence_entry
    FOR EACH ROW EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_entry_kept BEFORE DELETE ON evidence_entry
    FOR EACH ROW EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_remark_stays BEFORE UPDATE ON evidence_remark
    FOR EACH ROW EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_remark_leaves BEFORE DELETE ON evidence_remark
    FOR EACH ROW EXECUTE FUNCTION evidence_leave();
CREATE TRIGGER evidence_leaf_stays BEFORE UPDATE ON evidence_leaf
    FOR EACH ROW EXECUTE FUNCTION evidence_place();
CREATE TRIGGER evidence_leaf_kept BEFORE DELETE ON evidence_leaf
    FOR EACH ROW EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_entries_kept BEFORE TRUNCATE ON evidence_entry
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_remarks_kept BEFORE TRUNCATE ON evidence_remark
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_stay();
CREATE TRIGGER evidence_leaves_kept BEFORE TRUNCATE ON evidence_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_stay();
"""


def _sqlite(name: str, event: str, table: str, refused: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


SQLITE = (
    _sqlite(
        *("evidence_entry_follows", "INSERT", "evidence_entry"),
        f"NOT (({_FIRST}) OR {_NEXT})",
        FOLLOWS,
    ),
    _sqlite("evidence_entry_stays", "UPDATE", "evidence_entry", "1", STAYS),
    _sqlite("evidence_entry_kept", "DELETE", "evidence_entry", "1", STAYS),
    _sqlite("evidence_remark_stays", "UPDATE", "evidence_remark", "1", STAYS),
    _sqlite(
        *("evidence_remark_leaves", "DELETE", "evidence_remark"),
        f"NOT {_PURGED}",
        STAYS,
    ),
    _sqlite(
        *("evidence_leaf_stays", "UPDATE", "evidence_leaf"), f"NOT ({_PLACED})", STAYS
    ),
    _sqlite("evidence_leaf_kept", "DELETE", "evidence_leaf", "1", STAYS),
)
GUARDS = Triggers(
    tables=("evidence_entry", "evidence_remark", "evidence_leaf"),
    names=NAMES,
    truncations=TRUNCATIONS,
    postgres=POSTGRES,
    sqlite=SQLITE,
)

"""Triggers that let the security log grow and do nothing else, for each database.

They stop mistakes and borrowed accounts of the application. Whoever owns the database
can drop them; that is what the seals and the signatures outside are for (ADR 0027).
Django remakes a SQLite table when one of its columns changes, and its triggers are lost:
a migration that alters these tables ends with :func:`install`.
"""

from cms.audit.triggers import Triggers

NAMES = frozenset(
    {
        "audit_entry_follows",
        "audit_entry_stays",
        "audit_entry_leaves",
        "audit_head_advances",
        "audit_head_stays",
    }
)
TRUNCATIONS = frozenset({"audit_entries_kept", "audit_head_kept"})  # PostgreSQL's
POSTGRES = """
CREATE OR REPLACE FUNCTION audit_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE audit_chainhead SET number = NEW.number, hash = NEW.hash
        WHERE number = NEW.number - 1 AND hash = NEW.previous;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'security log: an entry must follow the last one' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.number <= (SELECT trimmed_to FROM audit_chainhead) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'security log: entries stay as they are' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'security log: entries stay as they are' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_advance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number < OLD.number OR NEW.number > OLD.number + 1
        OR NEW.trimmed_to < OLD.trimmed_to OR NEW.trimmed_to > NEW.number THEN
        RAISE EXCEPTION 'security log: its head only advances' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_securityentry
    FOR EACH ROW EXECUTE FUNCTION audit_follow();
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_securityentry
    FOR EACH ROW EXECUTE FUNCTION audit_stay();
CREATE TRIGGER audit_entry_leaves BEFORE DELETE ON audit_securityentry
    FOR EACH ROW EXECUTE FUNCTION audit_leave();
CREATE TRIGGER audit_entries_kept BEFORE TRUNCATE ON audit_securityentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stay();
CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_advance();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_stay();
CREATE TRIGGER audit_head_kept BEFORE TRUNCATE ON audit_chainhead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stay();
"""

SQLITE = (
    """
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_securityentry
BEGIN
    SELECT RAISE(ABORT, 'security log: an entry must follow the last one') WHERE NOT EXISTS (
        SELECT 1 FROM audit_chainhead
        WHERE number = NEW.number - 1 AND hash = NEW.previous);
    UPDATE audit_chainhead SET number = NEW.number, hash = NEW.hash;
END
""",
    """
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_securityentry
BEGIN SELECT RAISE(ABORT, 'security log: entries stay as they are'); END
""",
    """
CREATE TRIGGER audit_entry_leaves BEFORE DELETE ON audit_securityentry
WHEN OLD.number > (SELECT trimmed_to FROM audit_chainhead)
BEGIN SELECT RAISE(ABORT, 'security log: entries stay as they are'); END
""",
    """
CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_chainhead
WHEN NEW.number < OLD.number OR NEW.number > OLD.number + 1
    OR NEW.trimmed_to < OLD.trimmed_to OR NEW.trimmed_to > NEW.number
BEGIN SELECT RAISE(ABORT, 'security log: its head only advances'); END
""",
    """
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_chainhead
BEGIN SELECT RAISE(ABORT, 'security log: entries stay as they are'); END
""",
)

GUARDS = Triggers(
    tables=("audit_securityentry", "audit_chainhead"),
    names=NAMES,
    truncations=TRUNCATIONS,
    postgres=POSTGRES,
    sqlite=SQLITE,
)
install = GUARDS.install
missing = GUARDS.missing

"""Walls around the ledger that hold whatever the application does.

- every entry has at least two postings and they sum to zero (checked at commit);
- a posting repeats the kind and time of its entry, and continues the running balance of a cached account;
- a cached balance equals the last running balance, so it moves only together with postings;
- entries and postings are never updated, deleted or truncated; an account keeps its identity;
- neither are seals: one that could be changed would prove nothing.

TRUNCATE is let through only where `komship.ledger_truncate` is 'allowed', which the test database sets
because transactional tests empty all tables.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION finance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('komship.ledger_truncate', true) = 'allowed' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'ledger rows are append-only: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON finance_entry
    FOR EACH ROW EXECUTE FUNCTION finance_refuse_change();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON finance_entry
    FOR EACH STATEMENT EXECUTE FUNCTION finance_refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE ON finance_posting
    FOR EACH ROW EXECUTE FUNCTION finance_refuse_change();
CREATE TRIGGER posting_no_truncate BEFORE TRUNCATE ON finance_posting
    FOR EACH STATEMENT EXECUTE FUNCTION finance_refuse_change();

CREATE FUNCTION finance_check_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lines bigint;
    total numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount_rp), 0) INTO lines, total
        FROM finance_posting WHERE entry_id = NEW.id;
    IF lines < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'entry % has % postings that sum to %', NEW.id, lines, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balanced';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER entry_balanced AFTER INSERT ON finance_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_check_entry();

CREATE FUNCTION finance_check_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    cached bigint;
    previous bigint;
    following record;
BEGIN
    SELECT sum(amount_rp) INTO total FROM finance_posting WHERE entry_id = NEW.entry_id;
    IF total <> 0 THEN
        RAISE EXCEPTION 'postings of entry % sum to %', NEW.entry_id, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balanced';
    END IF;
    PERFORM 1 FROM finance_entry
        WHERE id = NEW.entry_id AND kind = NEW.kind AND posted_at = NEW.posted_at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'posting % does not repeat the kind and time of its entry', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_repeats_entry';
    END IF;

    SELECT balance_rp INTO cached FROM finance_account WHERE id = NEW.account_id;
    IF (cached IS NULL) <> (NEW.balance_after_rp IS NULL) THEN
        RAISE EXCEPTION 'posting %: running balances belong to cached accounts, and only there', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_running_balance';
    END IF;
    IF cached IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT balance_after_rp INTO previous FROM finance_posting
        WHERE account_id = NEW.account_id AND id < NEW.id AND balance_after_rp IS NOT NULL
        ORDER BY id DESC LIMIT 1;
    SELECT balance_after_rp, amount_rp INTO following FROM finance_posting
        WHERE account_id = NEW.account_id AND id > NEW.id AND balance_after_rp IS NOT NULL
        ORDER BY id LIMIT 1;
    IF NEW.balance_after_rp <> coalesce(previous, 0) + NEW.amount_rp
        OR NEW.balance_after_rp <> coalesce(following.balance_after_rp - following.amount_rp, cached) THEN
        RAISE EXCEPTION 'posting % breaks the running balance of account %', NEW.id, NEW.account_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_running_balance';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER posting_balanced AFTER INSERT ON finance_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_check_posting();

CREATE FUNCTION finance_check_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    cached bigint;
    running bigint;
BEGIN
    SELECT balance_rp INTO cached FROM finance_account WHERE id = NEW.id;
    SELECT balance_after_rp INTO running FROM finance_posting
        WHERE account_id = NEW.id AND balance_after_rp IS NOT NULL ORDER BY id DESC LIMIT 1;
    IF cached IS DISTINCT FROM coalesce(running, 0) AND cached IS NOT NULL THEN
        RAISE EXCEPTION 'balance % of account % is not what its postings say (%)', cached, NEW.id, running
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_balance_posted';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER account_balance_posted AFTER INSERT OR UPDATE ON finance_account
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.balance_rp IS NOT NULL) EXECUTE FUNCTION finance_check_account();

CREATE FUNCTION finance_keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'account % keeps its code, kind, holder and limit', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER account_identity BEFORE UPDATE ON finance_account FOR EACH ROW
    WHEN (OLD.id <> NEW.id OR OLD.code <> NEW.code OR OLD.kind <> NEW.kind
          OR OLD.holder_id IS DISTINCT FROM NEW.holder_id OR OLD.may_go_negative <> NEW.may_go_negative)
    EXECUTE FUNCTION finance_keep_account();

CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON finance_ledgerseal
    FOR EACH ROW EXECUTE FUNCTION finance_refuse_change();
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON finance_ledgerseal
    FOR EACH STATEMENT EXECUTE FUNCTION finance_refuse_change();
"""

BACKWARD = """
DROP TRIGGER seal_no_truncate ON finance_ledgerseal;
DROP TRIGGER seal_append_only ON finance_ledgerseal;
DROP TRIGGER account_identity ON finance_account;
DROP TRIGGER account_balance_posted ON finance_account;
DROP TRIGGER posting_balanced ON finance_posting;
DROP TRIGGER entry_balanced ON finance_entry;
DROP TRIGGER posting_no_truncate ON finance_posting;
DROP TRIGGER posting_append_only ON finance_posting;
DROP TRIGGER entry_no_truncate ON finance_entry;
DROP TRIGGER entry_append_only ON finance_entry;
DROP FUNCTION finance_keep_account();
DROP FUNCTION finance_check_account();
DROP FUNCTION finance_check_posting();
DROP FUNCTION finance_check_entry();
DROP FUNCTION finance_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_squashed_0009_cod_reconciliation")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

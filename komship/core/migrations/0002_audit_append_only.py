from typing import ClassVar

from django.db import migrations

FORWARD = """
CREATE FUNCTION core_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_audit_change();
"""
BACK = """
DROP TRIGGER core_audit_append_only ON core_auditentry;
DROP FUNCTION core_refuse_audit_change();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0001_squashed_0003_jobs")]
    operations: ClassVar = [migrations.RunSQL(FORWARD, BACK)]

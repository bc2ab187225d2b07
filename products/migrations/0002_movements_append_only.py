"""The stock journal is evidence: the database itself refuses to change or delete a line of it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION products_refuse_movement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stock movements are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER products_movement_append_only
    BEFORE UPDATE OR DELETE ON products_stockmovement
    FOR EACH ROW EXECUTE FUNCTION products_refuse_movement_change();
"""

BACKWARD = """
DROP TRIGGER products_movement_append_only ON products_stockmovement;
DROP FUNCTION products_refuse_movement_change();
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0001_squashed_0005_take_out_movement")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

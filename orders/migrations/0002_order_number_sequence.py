from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Numbers are drawn from a sequence: they are unique for ever, whatever rolls back."""

    dependencies: ClassVar = [("orders", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(
            "CREATE SEQUENCE orders_order_number_seq AS bigint START 1",
            "DROP SEQUENCE orders_order_number_seq",
        )
    ]

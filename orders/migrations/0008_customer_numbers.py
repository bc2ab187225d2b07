from typing import ClassVar

from django.conf import settings
from django.db import migrations, models

COUNT = """
UPDATE orders_customer c
   SET order_count = n.orders, piece_count = n.pieces, spent_rp = n.spent_rp
  FROM (SELECT customer_id, count(*) AS orders, sum(piece_count) AS pieces, sum(total_rp) AS spent_rp
          FROM orders_order WHERE deleted_at IS NULL AND status <> 'cancelled' GROUP BY customer_id) n
 WHERE n.customer_id = c.id
"""


def _count(label: str) -> models.PositiveIntegerField[int]:
    return models.PositiveIntegerField(label, default=0, db_default=0)


def _by(column: str, name: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="customer", index=models.Index(fields=["partner", column, "id"], name=name)
    )


class Migration(migrations.Migration):
    """Counts beside buyers, and indexes from which numbers about orders are read."""

    dependencies: ClassVar = [
        ("accounts", "0006_password_proof"),
        ("orders", "0007_mass_orders"),
        ("shipping", "0002_official_areas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(model_name="customer", name="order_count", field=_count("pesanan")),
        migrations.AddField(model_name="customer", name="piece_count", field=_count("barang")),
        migrations.AddField(
            model_name="customer",
            name="spent_rp",
            field=models.BigIntegerField("total belanja", default=0, db_default=0),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["partner", "created_at"], name="customer_new"),
        ),
        migrations.RemoveIndex(model_name="customer", name="customer_name_words"),
        migrations.RemoveIndex(model_name="customer", name="customer_recent"),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["partner", "-last_ordered_at", "-id"],
                include=("name", "phone"),
                name="customer_recent",
            ),
        ),
        _by("order_count", "customer_by_orders"),
        _by("piece_count", "customer_by_pieces"),
        _by("spent_rp", "customer_by_spent"),
        migrations.RemoveIndex(model_name="order", name="order_by_day"),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["partner", "ordered_on"],
                include=(
                    "status",
                    "destination",
                    "created_by",
                    "sales_admin",
                    "payment_method",
                    "piece_count",
                    "total_rp",
                    "net_rp",
                ),
                name="order_numbers",
                condition=models.Q(deleted_at__isnull=True),
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["destination", "ordered_on"],
                include=("courier_name", "status"),
                name="order_ended_at",
                condition=models.Q(status__in=["delivered", "returned"]),
            ),
        ),
    ]

from typing import ClassVar

import django.db.models.deletion
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.functions import Cast, Concat

# Parcels from before the ledger was told, so that money lists show the same for all.
TELL_THE_LEDGER = """
UPDATE finance_parcelmoney p
   SET courier_logo = c.image_path,
       order_status_text = CASE o.status
           WHEN 'packing' THEN 'Dipacking' WHEN 'shipped' THEN 'Dikirim' WHEN 'delivered' THEN 'Diterima'
           WHEN 'returned' THEN 'Retur' WHEN 'cancelled' THEN 'Batal' WHEN 'lost' THEN 'Hilang'
           WHEN 'damaged' THEN 'Rusak' ELSE 'Diajukan' END
  FROM orders_order o
  JOIN shipping_courierservice s ON s.id = o.service_id
  JOIN shipping_courier c ON c.id = s.courier_id
 WHERE p.reference = o.number AND p.order_status_text = ''
"""
NAME_WORDS = SearchVector(
    models.Func(
        models.F("recipient_name"),
        models.Value("[^[:alnum:]]*([[:alnum:]]+)"),
        Concat(
            models.Value(" p", models.TextField()),
            Cast("partner_id", models.TextField()),
            models.Value(r"x\1", models.TextField()),
        ),
        models.Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    ),
    config="simple",
)


class Migration(migrations.Migration):
    """Indexes for sellers with a hundred thousand orders among a million.

    `order_by_status` also holds what the order list is filtered by, so that its tabs are counted
    from the index alone. `order_recipient_words` finds names within one seller.
    `order_line_of_product` serves the list filtered by an article, and takes the place of the index
    that comes with the foreign key.
    """

    dependencies: ClassVar = [
        ("accounts", "0007_api_keys"),
        ("finance", "0004_bank_inquiries"),
        ("orders", "0008_customer_numbers"),
        ("products", "0005_take_out_movement"),
        ("shipping", "0006_ops_rates_and_no_cod"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(TELL_THE_LEDGER, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="order", name="order_by_status"),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["partner", "status", "-id"],
                include=["is_problem", "ordered_on", "payment_method", "warehouse", "courier_name"],
                name="order_by_status",
                condition=models.Q(deleted_at__isnull=True),
            ),
        ),
        migrations.RemoveIndex(model_name="order", name="order_recipient_words"),
        migrations.AddIndex(
            model_name="order", index=GinIndex(NAME_WORDS, name="order_recipient_words")
        ),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(fields=["product", "order"], name="order_line_of_product"),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="product",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="products.product",
            ),
        ),
    ]


import django.db.models.deletion
import komship.lib.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("products", "0003_exact_option_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LoosePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=200)),
                (
                    "created_at",
                    models.DateTimeField(db_index=True, default=komship.lib.clock.now, editable=False),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProductImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("faulty", "Ada kesalahan"),
                            ("ready", "Siap diimpor"),
                            ("running", "Sedang diimpor"),
                            ("done", "Selesai"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("faults", models.JSONField(default=list)),
                ("total", models.PositiveIntegerField(default=0)),
                ("handled", models.PositiveIntegerField(default=0)),
                ("added", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                ("finished_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "impor produk",
                "verbose_name_plural": "impor produk",
            },
        ),
        migrations.AddField(
            model_name="product",
            name="is_practice",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="stockmovement",
            index=models.Index(
                models.F("stock"),
                models.F("created_at"),
                condition=models.Q(("kind", "consume")),
                name="stock_movement_sold",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_practice", False), ("deleted_at__isnull", False), _connector="OR"),
                name="product_practice_is_never_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_practice", True)),
                fields=("partner",),
                name="product_practice_once_per_partner",
            ),
        ),
        migrations.AddField(
            model_name="loosepicture",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.partner"
            ),
        ),
        migrations.AddField(
            model_name="productimport",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partner"
            ),
        ),
        migrations.AddField(
            model_name="productimport",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="productimport",
            index=models.Index(
                models.F("partner"),
                models.OrderBy(models.F("id"), descending=True),
                name="product_import_recent",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage", "running")),
                fields=("partner",),
                name="product_import_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("handled__lte", models.F("total"))),
                name="product_import_handles_its_rows",
            ),
        ),
    ]

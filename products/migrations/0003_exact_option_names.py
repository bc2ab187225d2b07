from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("products", "0002_movements_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="variantoption", name="variant_option_name_unique"),
        migrations.AddConstraint(
            model_name="variantoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("axis", "parent", "name"),
                name="variant_option_name_unique",
                nulls_distinct=False,
            ),
        ),
    ]

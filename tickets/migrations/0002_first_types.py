from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TYPES = (
    ("Permintaan Pengiriman Ulang", True),
    ("Perubahan Alamat Customer", True),
    ("Paket Hilang", False),
    ("Alamat penerima / Nomor HP tidak lengkap", False),
    ("Jadwal Ulang Pengiriman", False),
)


def add(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("tickets", "TicketType")
    model.objects.bulk_create(
        (model(name=name, open_to_sellers=sellers, position=n) for n, (name, sellers) in enumerate(TYPES, 1)),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_squashed_0003_ops_lists")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]

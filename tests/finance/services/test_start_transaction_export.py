import io

from openpyxl import load_workbook

from accounts.models import Partner
from finance.services import TransactionExport, start_transaction_export
from komship.core.drain import drain
from komship.core.jobs.files import private_files
from komship.lib import clock
from tests.factories.finance import owner_of
from tests.factories.money_story import live_through


def test_the_file_is_made_in_the_background(siti_partner: Partner) -> None:
    live_through(siti_partner)
    today = clock.today()
    wanted = TransactionExport(partner_id=siti_partner.pk, since=today, until=None, form="xlsx")

    job = start_transaction_export(wanted, actor=owner_of(siti_partner))
    drain()

    job.refresh_from_db()
    assert job.state == "done"
    with private_files().open(job.file) as file:
        assert load_workbook(io.BytesIO(file.read())).sheetnames == ["Transaksi"]

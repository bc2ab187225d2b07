import io

from openpyxl import load_workbook

from accounts.models import Partner
from finance.selectors.statement import month_period
from finance.services import StatementFile, start_statement
from komship.core.drain import drain
from komship.core.jobs.files import private_files
from komship.lib import clock
from tests.factories.finance import owner_of
from tests.factories.money_story import live_through


def test_the_file_is_made_in_the_background(siti_partner: Partner) -> None:
    live_through(siti_partner)
    wanted = StatementFile(
        partner_id=siti_partner.pk,
        period=month_period(clock.today()),
        title="Laporan saldo",
        name="laporan-saldo",
        form="xlsx",
    )

    jobs = [start_statement(wanted, actor=owner_of(siti_partner), request_key="k") for _call in range(2)]
    drain()

    assert jobs[0].pk == jobs[1].pk
    jobs[0].refresh_from_db()
    assert (jobs[0].state, jobs[0].partner_id) == ("done", siti_partner.pk)
    with private_files().open(jobs[0].file) as file:
        assert load_workbook(io.BytesIO(file.read())).sheetnames == ["Ringkasan", "Transaksi"]

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from accounts.models import Partner
from finance.services import export_withdrawals as module
from finance.services import reject_withdrawal
from finance.services.export_withdrawals import WithdrawalExport, export_withdrawals
from komship.lib import clock
from komship.lib.errors import InvalidInput
from tests.factories.finance import WATI, make_withdrawal


def test_hers_newest_first(
    siti_partner: Partner, rina_partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 1)
    make_withdrawal(rina_partner)
    first = reject_withdrawal(make_withdrawal(siti_partner, 20_000).pk, actor=WATI, note="nama beda")
    second, out, today = make_withdrawal(siti_partner), io.BytesIO(), clock.today()

    name = export_withdrawals(WithdrawalExport(siti_partner.pk, today, today, "xlsx"), out)

    sheet = load_workbook(out).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [second.number, first.number]
    assert rows[1][3:8] == ("0981238787", "Siti Aminah", 20_000, "Ditolak", "nama beda")
    assert name == f"penarikan-{today:%Y%m%d}-{today:%Y%m%d}.xlsx"


def test_periods_that_cannot_be(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    turned = WithdrawalExport(siti_partner.pk, today, today - timedelta(days=1), "csv")
    with pytest.raises(InvalidInput):
        export_withdrawals(turned, io.BytesIO())
    monkeypatch.setattr(module, "MOST_ROWS", 0)
    make_withdrawal(siti_partner)
    with pytest.raises(InvalidInput, match="Perpendek"):
        export_withdrawals(WithdrawalExport(siti_partner.pk, today, today, "csv"), io.BytesIO())

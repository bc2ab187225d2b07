import io

import pytest
from openpyxl import load_workbook

from accounts.models import Partner
from finance.models import Withdrawal
from finance.payout_sheet import TO_BANK
from finance.services import hand_out_bank_file
from komship.core.models import AuditEntry
from komship.lib.errors import Conflict
from tests.factories.finance import make_bank_account, operator
from tests.factories.payouts import draft_of, released_to


def test_one_line_for_each_transfer(siti_partner: Partner) -> None:
    make_bank_account(siti_partner, "0012300456", account_name="=1+1")
    batch = released_to([siti_partner])
    number, out = Withdrawal.objects.get().number, io.BytesIO()

    hand_out_bank_file(batch.pk, "csv", out, actor=operator("dewi"))

    head, line = out.getvalue().decode("utf-8-sig").splitlines()
    assert head == ",".join(TO_BANK)
    assert line == f"{number},50000,BCA,BCA,0012300456,'=1+1,Komship {number}"
    assert AuditEntry.objects.filter(action="finance.payout_file_taken", reason="csv").count() == 1


def test_account_numbers_stay_text_in_a_spreadsheet(siti_partner: Partner) -> None:
    make_bank_account(siti_partner, "0012300456", account_name="=1+1")
    out = io.BytesIO()

    hand_out_bank_file(released_to([siti_partner]).pk, "xlsx", out, actor=operator("dewi"))

    sheet = load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][1:6] == [50_000, "BCA", "BCA", "0012300456", "=1+1"]
    assert sheet["F2"].data_type == "s"


def test_not_before_the_second_person(siti_partner: Partner) -> None:
    with pytest.raises(Conflict):
        hand_out_bank_file(draft_of([siti_partner]).pk, "csv", io.BytesIO(), actor=operator("dewi"))

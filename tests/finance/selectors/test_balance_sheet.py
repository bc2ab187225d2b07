from accounts.models import Partner
from finance.selectors.balance_sheet import balance_sheet
from finance.services import approve_withdrawal, complete_withdrawal, deliver_parcel
from komship.lib import clock
from tests.factories.finance import WATI, cod_terms, fund, make_withdrawal, shipped


def test_both_sides_are_equal(siti_partner: Partner) -> None:
    fund(siti_partner, 50_000)
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    paid = make_withdrawal(siti_partner, 20_000)
    approve_withdrawal(paid.pk, actor=WATI)
    complete_withdrawal(paid.pk, actor=WATI)

    sheet = balance_sheet()

    assert {line.label: line.amount_rp for line in sheet.assets} == {
        "bank": -20_000,
        "courier:cod_receivable": 114_000,
        "gateway": 70_000,
    }
    claims = {line.label: line.amount_rp for line in sheet.claims}
    assert claims == {
        "exp:cashback": -3_500,
        "rev:cod_fee": 2_876,
        "rev:shipping": 14_000,
        "vat:output": 316,
        "seller_available": 150_308,
        "seller_withdrawing": 0,
    }
    assert sheet.assets_rp == sheet.claims_rp == 164_000


def test_empty_books(db: None) -> None:
    assert balance_sheet().assets_rp == balance_sheet().claims_rp == 0

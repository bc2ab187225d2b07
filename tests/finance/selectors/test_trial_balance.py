from accounts.models import Partner
from finance.selectors.trial_balance import trial_balance
from finance.services import deliver_parcel
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, open_in, shipped, transfer_terms


def test_it_balances(siti_partner: Partner, rina_partner: Partner) -> None:
    fund(siti_partner, 50_000)
    open_in(transfer_terms(siti_partner))
    shipped(cod_terms(rina_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())

    lines = {line.label: line for line in trial_balance()}

    assert {label: line.balance_rp for label, line in lines.items()} == {
        "gateway": -50_000,
        "courier:cod_receivable": -114_000,
        "rev:shipping": 14_000,
        "exp:cashback": -3_500,
        "rev:cod_fee": 2_876,
        "vat:output": 316,
        "seller_available": 39_500 + 100_308,
        "seller_held": 10_500,
    }
    assert sum(line.debit_rp for line in lines.values()) == sum(line.credit_rp for line in lines.values())
    assert (lines["seller_available"].postings, lines["gateway"].debit_rp) == (3, 50_000)

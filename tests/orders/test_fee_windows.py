"""An order keeps the window it was quoted with (decision 23), whatever rates hold later."""

from accounts.models import User
from komship.core.audit import Actor
from orders.models import Order
from shipping.models import FeeWindow, Quote
from shipping.rules.fees import FeeRates
from shipping.services import approve_fee_window, propose_fee_window
from tests.factories.orders import Market
from tests.factories.shipping import service_of

RATES = FeeRates(cashback_from_bp=0, cashback_to_bp=0, cod_cost_bp=0, cod_fee_bp=500)


def let_rates_change(wati: User, dewi: User) -> FeeWindow:
    maker, checker = (Actor(user_id=user.pk, label=user.username, channel="test") for user in (wati, dewi))
    proposal = propose_fee_window(service_of("REG19").pk, RATES, actor=maker, reason="tarif baru")
    window = approve_fee_window(proposal.pk, actor=checker).window
    assert window is not None
    return window


def test_an_order_and_its_quote_keep_their_window(market: Market, wati: User, dewi: User) -> None:
    before = market.order()
    old = (before.fee_window_id, before.cod_fee_bp, before.cod_fee_rp, before.cashback_rp, before.net_rp)
    window = let_rates_change(wati, dewi)

    # The price that was promised a moment ago still holds.
    promised = market.order(quantity=2)
    kept = Order.objects.get(pk=before.pk)
    assert (kept.fee_window_id, kept.cod_fee_bp, kept.cod_fee_rp, kept.cashback_rp, kept.net_rp) == old
    assert (promised.fee_window_id, promised.cod_fee_rp) == old[0:1] + old[2:3]

    Quote.objects.all().delete()
    after = market.order()
    assert (after.fee_window_id, after.cod_fee_bp, after.cashback_rp) == (window.pk, 500, 0)

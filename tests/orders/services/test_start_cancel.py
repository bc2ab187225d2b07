from komship.core.drain import drain
from orders.selectors.chosen import chosen_rows
from orders.services.start_cancel import start_cancel
from tests.factories.orders import Market, move_parcel


def test_each_order_has_a_result_of_its_own(market: Market) -> None:
    new = market.order(quantity=1)
    gone = move_parcel(market, market.packed(market.order(quantity=1)), "picked_up")
    rows = chosen_rows(market.partner.pk, [new.pk, gone.pk])
    job = start_cancel(market.partner.pk, rows, actor=market.actor)
    drain()
    job.refresh_from_db()
    assert (job.state, job.succeeded, job.failed) == ("done", 1, 1)
    failed = job.items.get(state="failed")
    assert failed.label == f"{gone.number} Ayu Lestari"
    assert failed.message == "Pesanan hanya bisa dibatalkan selama menunggu dijemput kurir."
    new.refresh_from_db()
    assert new.deleted_at is not None

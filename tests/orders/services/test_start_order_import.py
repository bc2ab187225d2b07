import pytest

from accounts.models import PartnerSettings
from komship.core.drain import drain
from komship.core.models import AuditEntry
from orders.errors import ImportBusy, ImportNotFound, MassOrdersOff, NothingToStore
from orders.models import Order
from orders.services.start_order_import import start_order_import
from tests.factories.accounts import make_shop
from tests.factories.order_sheets import ayu_buys, checked_file, seller, sent_file
from tests.factories.orders import Market


def test_ready_orders_are_stored_in_the_background(market: Market) -> None:
    work = checked_file(market, ayu_buys(market), ayu_buys(market, quantity="0"))
    job = start_order_import(seller(market), work.pk, actor=market.actor)
    assert not Order.objects.exists()
    assert AuditEntry.objects.get(action="orders.import_started").after == {"orders": 1}
    drain(with_sweeps=False)
    assert Order.objects.count() == 1
    work.refresh_from_db()
    assert work.job_id == job.pk


def test_a_second_click_finds_it_running_and_a_third_nothing_left(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    start_order_import(seller(market), work.pk, actor=market.actor)
    with pytest.raises(ImportBusy):
        start_order_import(seller(market), work.pk, actor=market.actor)
    drain(with_sweeps=False)
    with pytest.raises(NothingToStore):
        start_order_import(seller(market), work.pk, actor=market.actor)


def test_not_before_it_was_checked(market: Market) -> None:
    work = sent_file(market, ayu_buys(market))
    with pytest.raises(ImportBusy):
        start_order_import(seller(market), work.pk, actor=market.actor)


def test_only_ones_own_and_only_while_it_is_switched_on(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    stranger = make_shop("rina").partner
    PartnerSettings.objects.update(mass_order=True)
    with pytest.raises(ImportNotFound):
        start_order_import(stranger, work.pk, actor=market.actor)
    PartnerSettings.objects.update(mass_order=False)
    with pytest.raises(MassOrdersOff):
        start_order_import(market.partner, work.pk, actor=market.actor)

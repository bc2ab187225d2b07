from datetime import timedelta

from komship.lib import clock
from orders.models import Order, OrderImport, OrderImportRow
from orders.services.forget_order_imports import forget_order_imports
from tests.factories.order_sheets import ayu_buys, checked_file, stored_file
from tests.factories.orders import Market


def test_old_files_go_and_their_orders_stay(market: Market) -> None:
    old = stored_file(market, ayu_buys(market))
    new = checked_file(market, ayu_buys(market, name="Bimo"))
    OrderImport.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=31))
    assert forget_order_imports() == 1
    assert OrderImport.objects.get() == new
    assert OrderImportRow.objects.get().order_import == new
    assert Order.objects.count() == 1

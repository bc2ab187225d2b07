import pytest

from finance.models import Entry
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.models import Order, OrderHistory, ReturnCheck
from orders.services.check_in_return import Counted, ReturnArrival, check_in_return
from tests.factories.accounts import Shop
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market, move_parcel
from tests.factories.pictures import picture


@pytest.fixture
def returned(market: Market) -> Order:
    """Two of ten pieces went out and came home."""
    order = move_parcel(market, market.packed(), "returned")
    assert (order.status, order.return_state) == ("returned", 2)
    return order


def check_in(market: Market, order: Order, *counts: int, **values: object) -> ReturnCheck:
    """Good and damaged pieces of the order's only line; all good without counts."""
    line = order.lines.get()
    counted = [Counted(line.pk, *counts)] if counts else None
    arrival = ReturnArrival(
        partner_id=market.partner.pk,
        order_id=order.pk,
        counted=counted,
        **values,  # type: ignore[arg-type]
    )
    return check_in_return(arrival, actor=market.actor)


def test_all_good_can_be_sold_again(market: Market, returned: Order) -> None:
    assert (market.stock.on_hand, market.stock.sold) == (8, 2)

    check_in(market, returned)

    assert (market.stock.on_hand, market.stock.reserved, market.stock.sold) == (10, 0, 0)
    lines = OrderHistory.objects.filter(order=returned, kind="return").order_by("id")
    assert [(row.after, row.note) for row in lines][-2:] == [("checked", "2 baik"), ("goods_back", "")]
    entry = AuditEntry.objects.get(action="order.return_checked")
    assert (entry.partner_id, entry.user_label) == (market.partner.pk, "siti")
    assert purse(market.partner)[0] == -9_000


def test_damaged_and_missing_pieces_stay_away(market: Market, returned: Order) -> None:
    check = check_in(market, returned, 0, 1, note="Kardus penyok")

    line = check.lines.get()
    assert (line.good, line.damaged, line.missing) == (0, 1, 1)
    assert market.stock.on_hand == 8
    assert not OrderHistory.objects.filter(order=returned, after="goods_back").exists()


def test_a_parcel_in_hand_has_arrived_whatever_the_courier_says(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    assert purse(market.partner) == (0, 0, 0)

    check = check_in(market, order)

    order.refresh_from_db()
    assert (order.return_state, check.ended_return) == (2, True)
    assert purse(market.partner) == (-9_000, 0, 0)
    assert_proven()
    move_parcel(market, order, "returned")
    assert Entry.objects.filter(kind="return_charge").count() == 1
    assert market.stock.on_hand == 10


def test_checking_again_changes_nothing(market: Market, returned: Order) -> None:
    first = check_in(market, returned, 1, 1)
    again = check_in(market, returned, 2)
    assert again == first
    assert market.stock.on_hand == 9
    assert AuditEntry.objects.filter(action="order.return_checked").count() == 1


def test_photos_are_drawn_anew(market: Market, returned: Order) -> None:
    check = check_in(market, returned, 2, photos=[picture()])
    photo = check.photos.get()
    assert str(photo.file.name).startswith("returns/")
    assert photo.file.read().startswith(b"\xff\xd8")


def test_what_is_no_photo_is_refused(market: Market, returned: Order) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_in(market, returned, 2, photos=[b"%PDF-1.4"])
    assert "photos" in refused.value.fields
    with pytest.raises(InvalidInput):
        check_in(market, returned, 2, photos=[picture()] * 5)
    assert not ReturnCheck.objects.exists()


@pytest.mark.parametrize("counts", [(3,), (2, 1), (-1,), (0, -1)])
def test_counts_that_cannot_be(market: Market, returned: Order, counts: tuple[int, ...]) -> None:
    with pytest.raises(InvalidInput):
        check_in(market, returned, *counts)
    assert not ReturnCheck.objects.exists()
    assert market.stock.on_hand == 8


def test_lines_of_another_order(market: Market, returned: Order) -> None:
    fund(market.partner, 20_000)
    other = market.order(quantity=1)
    arrival = ReturnArrival(
        partner_id=market.partner.pk, order_id=returned.pk, counted=[Counted(other.lines.get().pk, 1)]
    )
    with pytest.raises(InvalidInput):
        check_in_return(arrival, actor=market.actor)


def test_not_for_parcels_that_are_no_return(market: Market) -> None:
    with pytest.raises(OrderNotChangeable):
        check_in(market, market.packed())


def test_orders_of_others_do_not_exist(market: Market, returned: Order, rina_shop: Shop) -> None:
    arrival = ReturnArrival(partner_id=rina_shop.partner.pk, order_id=returned.pk)
    with pytest.raises(OrderNotFound):
        check_in_return(arrival, actor=market.actor)

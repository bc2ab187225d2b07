"""Cases of editing, drafts, practice, and of what the older order forms still call."""

from komship.core.models import AuditEntry
from komship.lib import clock
from orders.models import CartLine, Order, OrderDraft
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.save_draft import save_draft
from products.models import Product, Stock
from products.services import practise_product
from shipping.models import NoCodArea, Shipment
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.orders_forms import (
    BAD_ORDER_ID,
    BAD_PARTNER,
    NO_COD,
    NO_STOCK,
    TOO_LOW,
    UNKNOWN,
    an_order,
    an_order_form,
    bandung,
    pack_it,
)
from tests.contract.cases.shipping_forms import INCOMPLETE, without_a_region
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import fund
from tests.factories.products import colour_and_size_draft, variant_named

# --- editing


def an_edit(world: World) -> Call:
    """As the edit screen puts it: another quantity, and the old lines marked as replaced."""
    order = world.market.order()
    call = an_order_form(world)
    cart = world.market.fill_cart(3)
    body = {
        "receiver_destination": call.body["customer_destination_id"],
        "customer_destination_id": LEFT_OUT,
        "tariff_code": LEFT_OUT,
        "cart": list(cart),
        "order_notes": LEFT_OUT,
        "order_details": [
            {"id": 0, "product_id": world.scarf.pk, "detail_order_id": order.pk, "is_deleted": 1}
        ],
    }
    return call.but(path={"order_id": order.pk}, body=body)


def as_a_form(world: World) -> Call:
    call = an_edit(world)
    body = {name: value for name, value in call.body.items() if value is not None}
    body |= {"cart": ",".join(map(str, call.body["cart"])), "order_details": ""}
    return Call(path=call.path, body=body, encoding="form")


def keeps_three(world: World, reply: Reply) -> None:
    order = Order.objects.get(partner=world.siti.partner)
    assert (order.edits, order.piece_count, order.note) == (1, 3, "")
    assert Stock.objects.get(variant=world.scarf_variant, warehouse=world.jakarta).reserved == 3


def sell_out_to_others(world: World) -> None:
    """Her own two pieces are all that is left."""
    Stock.objects.filter(variant=world.scarf_variant, warehouse=world.jakarta).update(on_hand=2)


def where_nobody_collects_cash(world: World, call: Call) -> Call:
    code = NoCodArea.objects.filter(courier__code="jne").values_list("tariff_code", flat=True)[0]
    far = type(bandung(world)).objects.filter(tariff_code=code).order_by("pk")[0]
    return call.but(body={"receiver_destination": far.pk})


BAD_EDIT = [
    *BAD_ORDER_ID,
    Bad(why="no name", body={"customer_name": LEFT_OUT}),
    Bad(why="short phone", body={"customer_phone": "812"}),
    Bad(why="unknown destination", body={"receiver_destination": UNKNOWN}),
    Bad(why="no destination", body={"receiver_destination": LEFT_OUT}),
    Bad(why="unknown service", body={"shipping_type": "KILAT"}),
    Bad(why="unknown cart line", body={"cart": [UNKNOWN]}),
    Bad(why="unknown warehouse", body={"partner_address_id": UNKNOWN}),
    Bad(why="another total", body={"grandtotal": 1}),
    Bad(why="discount over the goods", body={"discount": 900_000}),
    Bad(why="unknown sales admin", body={"tracking_sales_id": UNKNOWN}),
    Bad(why="no cash there", change=where_nobody_collects_cash, http=400, message=NO_COD),
    Bad(why="balance too low", body={"payment_method": "BANK TRANSFER"}, http=400, message=TOO_LOW),
    Bad(why="out of stock", arrange=sell_out_to_others, http=400, message=NO_STOCK),
    Bad(why="address without a region", arrange=without_a_region, http=400, message=INCOMPLETE),
    Bad(why="already packed", arrange=pack_it, http=400),
]

# --- the airway bill


def an_own_airway_bill(world: World) -> Call:
    fund(world.siti.partner, 100_000)
    order = world.market.transfer_order()
    path = {"partner_id": world.siti.partner_id, "order_id": order.pk}
    return Call(path=path, body={"airway_bill": "2521202200079349"}, encoding="multipart")


def as_json(world: World) -> Call:
    call = an_own_airway_bill(world)
    return Call(path=call.path, body=call.body)


def is_sent(world: World, reply: Reply) -> None:
    order = Order.objects.get(partner=world.siti.partner)
    assert (order.status, order.shipping_rp) == ("shipped", 0)
    assert Shipment.objects.get(reference=order.number).awb == "2521202200079349"


def to_a_cod_order(world: World, call: Call) -> Call:
    return call.but(path={"order_id": world.market.order().pk})


def of_another_parcel(world: World, call: Call) -> Call:
    shipment = world.market.packed().shipment
    assert shipment is not None
    return call.but(body={"airway_bill": shipment.awb})


# --- drafts


def a_cart_of_gowns(world: World) -> list[int]:
    line = CartLine.objects.create(
        user=world.siti.user,
        partner=world.siti.partner,
        variant=world.gown_leaf,
        quantity=2,
        created_at=clock.now(),
    )
    return [line.pk]


def a_draft_form(world: World) -> Call:
    body = {
        "date": "2026-11-22",
        "address_id": world.jakarta.pk,
        "customer_name": "Ayu Lestari",
        "customer_phone": "081200001111",
        "destination_id": bandung(world).pk,
        "customer_address": "Jl. Kenanga 5",
        "cart": a_cart_of_gowns(world),
    }
    return Call(body=body)


def an_empty_draft(world: World) -> Call:
    return Call(body={})


def a_draft(world: World) -> OrderDraft:
    """With a plain product and one with variants."""
    content = DraftContent(
        ordered_on=clock.today(),
        warehouse_id=world.jakarta.pk,
        customer_name="Ayu Lestari",
        customer_phone="081200001111",
        address_line="Jl. Kenanga 5",
        destination_id=bandung(world).pk,
        items=[DraftItem(world.scarf_variant.pk, 1), DraftItem(world.gown_leaf.pk, 2)],
    )
    return save_draft(world.siti.partner_id, content, user_id=world.siti.user.pk)


def drafts(world: World) -> Call:
    draft = a_draft(world)
    query = {
        "search": "ayu",
        "start_date": str(draft.ordered_on),
        "end_date": str(draft.ordered_on),
        "address_id": world.jakarta.pk,
        "product_id": world.gown.pk,
    }
    return Call(query=query)


def drafts_without_filters(world: World) -> Call:
    a_draft(world)
    return Call(query={"search": "", "start_date": "", "address_id": ""})


def one_draft(world: World) -> Call:
    return Call(path={"draft_id": a_draft(world).pk})


def changed(world: World) -> Call:
    call = a_draft_form(world)
    return Call(path={"draft_id": a_draft(world).pk}, body=call.body)


def takes_nothing(world: World, reply: Reply) -> None:
    draft = OrderDraft.objects.get(partner=world.siti.partner)
    assert list(draft.lines.values_list("variant_id", "quantity")) == [(world.gown_leaf.pk, 2)]
    assert not Order.objects.exists()
    assert not Stock.objects.exclude(reserved=0).exists()


def lies_in_the_cart(world: World, reply: Reply) -> None:
    ids = {row["cart_id"] for row in reply.data["draft_detail"]}
    assert set(CartLine.objects.filter(user=world.siti.user).values_list("pk", flat=True)) == ids


BAD_DRAFT = [
    Bad(why="date in words", body={"date": "besok"}),
    Bad(why="unknown warehouse", body={"address_id": UNKNOWN}, http=400),
    Bad(why="unknown destination", body={"destination_id": UNKNOWN}, http=400),
    Bad(why="unknown cart line", body={"cart": [UNKNOWN]}, http=400),
    Bad(why="endless name", body={"customer_name": "a" * 500}),
]
BAD_DRAFT_ID = [
    Bad(why="unknown draft", path={"draft_id": UNKNOWN}, http=400),
    Bad(why="huge id", path={"draft_id": 10**25}),
]

# --- practice


def a_practice_order(world: World) -> Call:
    """The practice product lies in the cart, as `cart/bulk-store` has put it there."""
    call = an_order_form(world)
    gown = practice_gown(world)
    line = CartLine.objects.create(
        user=world.siti.user,
        partner=world.siti.partner,
        variant=variant_named(gown, "Merah, S"),
        quantity=1,
        created_at=clock.now(),
    )
    return call.but(body={"cart": [line.pk], "customer_phone": "081234567890", "shipping": "JNE"})


def practice_gown(world: World) -> Product:
    return practise_product(world.siti.partner_id, draft=colour_and_size_draft("Gamis Latihan"))


def leaves_no_order(world: World, reply: Reply) -> None:
    assert not Order.objects.exists()
    assert not CartLine.objects.filter(variant__product__is_practice=True).exists()
    assert AuditEntry.objects.filter(action="order.practised").exists()


# --- carts


def changed_quantities(world: World) -> Call:
    (scarves,) = world.market.fill_cart()
    (gowns,) = a_cart_of_gowns(world)
    return Call(body={"cart": [{"id": scarves, "qty": 3}, {"id": gowns, "qty": 1}]})


def are_changed(world: World, reply: Reply) -> None:
    lines = CartLine.objects.filter(user=world.siti.user).order_by("pk")
    assert list(lines.values_list("quantity", flat=True)) == [3, 1]


def with_a_strange_line(world: World, call: Call) -> Call:
    return call.but(body={"cart": [*call.body["cart"], {"id": UNKNOWN, "qty": 1}]})


CASES = [
    Case(
        row="orders.update_detail.form",
        call=an_order,
        bad=[*BAD_ORDER_ID, Bad(why="already packed", arrange=pack_it, http=400)],
    ),
    Case(row="orders.update_detail", call=an_edit, also=[as_a_form], bad=BAD_EDIT, after=keeps_three),
    Case(
        row="orders.airwaybill.update.v1",
        call=an_own_airway_bill,
        also=[as_json],
        bad=[
            *BAD_ORDER_ID,
            Bad(why="none", body={"airway_bill": ""}),
            Bad(why="too short", body={"airway_bill": "123"}),
            Bad(why="no airway bill", body={"airway_bill": "resi 25212022"}),
            Bad(why="an order whose cash we collect", change=to_a_cod_order, http=400),
            Bad(why="of another parcel", change=of_another_parcel, http=400),
        ],
        after=is_sent,
    ),
    Case(
        row="orders.drafts.list",
        call=drafts,
        also=[drafts_without_filters],
        bad=[
            Bad(why="date in words", query={"start_date": "kemarin"}),
            Bad(why="product in words", query={"product_id": "gamis"}),
        ],
    ),
    Case(row="orders.drafts.detail", call=one_draft, bad=BAD_DRAFT_ID, after=lies_in_the_cart),
    Case(
        row="orders.drafts.create",
        call=a_draft_form,
        also=[an_empty_draft],
        bad=BAD_DRAFT,
        after=takes_nothing,
    ),
    Case(
        row="orders.drafts.update",
        call=changed,
        bad=[*BAD_DRAFT_ID, *BAD_DRAFT],
        after=takes_nothing,
    ),
    Case(
        row="orders.onboarding.store",
        call=a_practice_order,
        bad=[
            *BAD_PARTNER,
            Bad(why="no name", body={"customer_name": LEFT_OUT}),
            Bad(why="short phone", body={"customer_phone": "812"}),
            Bad(why="empty cart", body={"cart": []}),
            Bad(why="unknown cart line", body={"cart": [UNKNOWN]}),
        ],
        after=leaves_no_order,
    ),
    Case(
        row="orders.cart.bulk_update",
        call=changed_quantities,
        bad=[
            Bad(why="no list", body={"cart": "dua"}),
            Bad(why="an empty list", body={"cart": []}),
            Bad(why="no pieces", body={"cart": [{"id": 1, "qty": 0}]}),
            Bad(why="a strange line", change=with_a_strange_line, http=400),
        ],
        after=are_changed,
    ),
]

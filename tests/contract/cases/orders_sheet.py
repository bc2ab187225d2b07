"""Cases of the spreadsheet of mass orders."""

from typing import Any

from accounts.models import Partner, PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from komship.lib import clock
from orders.models import Order, OrderSheet
from orders.services.save_sheet import save_sheet
from shipping.models import NoCodArea
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.shipping import place

WRONG_INPUT = "There's error in your input"
OFF = "Nyalakan Order massal di pengaturan fitur dulu."


def switch_on(world: World) -> None:
    """For Rina too, so that she is not kept out by her switch."""
    PartnerSettings.objects.update(mass_order=True)


def switch_off(world: World) -> None:
    PartnerSettings.objects.update(mass_order=False)


def with_everything(world: World) -> Call:
    switch_on(world)
    save_sales_admin("Melati Sales", partner_id=world.siti.partner_id)
    return Call()


def a_row(world: World, **changes: Any) -> dict[str, Any]:
    """As the web client submits it."""
    return {
        "order_date": f"{clock.today():%Y-%m-%d}",
        "custom_label_name": "",
        "tracking_sales_name": "",
        "address": world.jakarta.name,
        "customer_name": "Ayu Lestari",
        "customer_phone_number": "081234567890",
        "zip_code": 40114,
        "customer_address": "Jl. Kenanga 12, RT 01",
        "product": world.scarf.name,
        "variant": "-",
        "order_notes": "",
        "qty": 2,
        "payment_method": "COD",
        "expedition": "JNE Reguler",
        "grandtotal": "",
        "row": 1,
    } | changes


def an_order(world: World) -> Call:
    switch_on(world)
    return Call(body={"options": "submit", "data": [a_row(world)]})


def an_order_of_two_articles(world: World) -> Call:
    switch_on(world)
    second = a_row(world, order_date="", product=world.gown.name, variant="Merah, S", qty=1, row=2)
    return Call(body={"options": "submit", "data": [a_row(world), second]})


def a_draft(world: World) -> Call:
    switch_on(world)
    row = {key: str(value) for key, value in a_row(world, custom_label="").items()}
    return Call(body={"options": "save", "data": [row, dict.fromkeys(row, "")]})


def a_saved_sheet(world: World) -> Call:
    switch_on(world)
    partner = Partner.objects.select_related("settings").get(pk=world.siti.partner_id)
    save_sheet(partner, [{"name": "Ayu Lestari", "postal_code": "40114"}], user_id=world.siti.user.pk)
    return Call()


def nothing_saved(world: World) -> Call:
    switch_on(world)
    return Call()


def a_parcel(world: World) -> Call:
    switch_on(world)
    query = {"zip_code": "40114", "address": world.jakarta.name, "weight": "0.75", "payment_method": "COD"}
    return Call(query=query)


def is_an_order(world: World, reply: Reply) -> None:
    order = Order.objects.get(partner=world.siti.partner)
    assert (order.recipient_name, order.total_rp, order.is_from_sheet) == ("Ayu Lestari", 112_000, True)
    assert reply.json["data"] == 1
    assert not OrderSheet.objects.exists()


def wrong(why: str, message: str = WRONG_INPUT, **changes: Any) -> Bad:
    """The order with these cells instead."""

    def change(world: World, call: Call) -> Call:
        return call.but(body={"data": [a_row(world, **changes)]})

    return Bad(why=why, change=change, http=400, message=message)


def where_nobody_collects_cash(world: World, call: Call) -> Call:
    jne = world.siti.partner.courier_switches.get().courier
    NoCodArea.objects.get_or_create(courier=jne, tariff_code=place("Cihapit").tariff_code)
    return call


BAD_ROWS = [
    Bad(why="unknown option", body={"options": "kirim"}),
    Bad(why="no option", body={"options": LEFT_OUT}),
    Bad(why="no rows", body={"data": []}),
    Bad(why="blank for rows", body={"data": ""}),
    Bad(why="rows in words", body={"data": "dua"}),
    Bad(why="a row that is no object", body={"data": ["ayu"]}),
    Bad(why="a cell that is a list", body={"data": [{"customer_name": ["Ayu"]}]}),
    Bad(why="zero byte", body={"data": [{"customer_name": "A\x00"}]}),
    wrong("no date", order_date=""),
    wrong("a day long gone", order_date="2020-01-01"),
    wrong("short name", customer_name="Al"),
    wrong("short phone", customer_phone_number="0812345"),
    wrong("short address", customer_address="Jl. Apel 1"),
    wrong("endless address", customer_address="a" * 5000),
    wrong("unknown zip", zip_code=99999),
    wrong("unknown product", product="Sarung"),
    wrong("unknown warehouse", address="Gudang Rina"),
    wrong("no quantity", qty=0),
    wrong("too many", qty=1001),
    wrong("unknown method", payment_method="DAUN"),
    wrong("unknown courier", expedition="POS Reguler"),
    wrong("another total", grandtotal=1),
    wrong("courier switched off", "There's error in shipping", expedition="SICEPAT Reguler"),
    wrong("no money", "Your balance is not enough", payment_method="BANK TRANSFER"),
    Bad(why="no cash collected there", change=where_nobody_collects_cash, http=400, message=WRONG_INPUT),
    Bad(why="switched off", arrange=switch_off, http=400, message=OFF),
]
BAD_PARCEL = [
    Bad(why="unknown zip", query={"zip_code": "99999"}),
    Bad(why="zip in words", query={"zip_code": "kota"}),
    Bad(why="unknown warehouse", query={"address": "Gudang Rina"}),
    Bad(why="no weight", query={"weight": "0"}),
    Bad(why="weight in words", query={"weight": "berat"}),
    Bad(why="endless weight", query={"weight": "9" * 400}),
    Bad(why="weight that is no number", query={"weight": "NaN"}),
    Bad(why="unknown method", query={"payment_method": "DAUN"}),
    Bad(why="switched off", arrange=switch_off, http=400, message=OFF),
]
IS_OFF = [Bad(why="switched off", arrange=switch_off, http=400, message=OFF)]

CASES = (
    Case(row="orders.sheet.data.v1", call=a_saved_sheet, bad=IS_OFF),
    Case(row="orders.sheet.last_update.v1", call=a_saved_sheet, also=[nothing_saved], bad=IS_OFF),
    Case(row="orders.sheet.dropdown.v1", call=with_everything, bad=IS_OFF),
    Case(row="orders.sheet.dropdown.v2", call=with_everything, bad=IS_OFF),
    Case(row="orders.sheet.calculate", call=a_parcel, bad=BAD_PARCEL),
    Case(
        row="orders.sheet.save_submit.v1",
        call=an_order,
        also=[a_draft, an_order_of_two_articles],
        bad=BAD_ROWS,
        after=is_an_order,
    ),
)

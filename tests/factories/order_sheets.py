"""Files of orders as sellers send them."""

import csv
import io
from collections.abc import Sequence

from accounts.models import Partner, PartnerSettings
from komship.core.drain import drain
from komship.lib import clock
from orders.models import OrderImport, OrderImportRow
from orders.services.check_order_file import OrderFile, check_order_file
from orders.services.start_order_import import start_order_import
from orders.sheet.columns import TITLES
from tests.factories.orders import Market

Row = dict[str, str]

AYU: Row = {
    "name": "Ayu Lestari",
    "phone": "0898 7654 3210",
    "address": "Jl. Anggrek No. 12, RT 01 RW 02",
    "place": "Cihapit, Bandung Wetan, Bandung",
    "product": "Kerudung Bergo",
    "quantity": "2",
    "method": "COD",
    "courier": "JNE",
}


def order_csv(*rows: Row, keys: Sequence[str] | None = None) -> bytes:
    """The rows under the titles of these columns; all columns when none are named."""
    names = list(TITLES) if keys is None else keys
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([TITLES.get(name, name) for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


def ayu_buys(market: Market, **changes: str) -> Row:
    """A line that fits the seller's own goods: two pieces for 100000 by COD to Bandung with JNE."""
    return AYU | {"product": market.product.name} | changes


def seller(market: Market, **switches: bool) -> Partner:
    """The market's seller with mass orders, and these switches, on."""
    PartnerSettings.objects.filter(partner=market.partner).update(**{"mass_order": True} | switches)
    return Partner.objects.select_related("settings").get(pk=market.partner.pk)


def sent_file(market: Market, *rows: Row, **switches: bool) -> OrderImport:
    """A file of orders on its way in, not checked yet."""
    return check_order_file(
        seller(market, **switches),
        OrderFile("pesanan.csv", order_csv(*rows)),
        user_id=market.partner.owner_id,
        actor=market.actor,
    )


def checked_file(market: Market, *rows: Row, **switches: bool) -> OrderImport:
    work = sent_file(market, *rows, **switches)
    drain(with_sweeps=False)
    return work


def stored_file(market: Market, *rows: Row, **switches: bool) -> OrderImport:
    work = checked_file(market, *rows, **switches)
    start_order_import(seller(market), work.pk, actor=market.actor)
    drain(with_sweeps=False)
    return work


def rows_of_import(work: OrderImport) -> list[OrderImportRow]:
    return list(OrderImportRow.objects.filter(order_import=work).order_by("position"))


def client_cells(market: Market, **changes: str) -> dict[str, str]:
    """A row of an API client's sheet in our words."""
    return {
        "ordered_on": f"{clock.today():%Y-%m-%d}",
        "name": "Ayu Lestari",
        "phone": "081234567890",
        "address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "postal_code": "40114",
        "product": market.product.name,
        "variant": "-",
        "quantity": "2",
        "method": "COD",
        "courier": "JNE Reguler",
    } | changes

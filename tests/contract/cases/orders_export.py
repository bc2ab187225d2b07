"""Orders as a spreadsheet."""

import base64
import io

from openpyxl import load_workbook

from tests.contract.case import Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World

UNKNOWN = 999_999_999


def all_orders(world: World) -> Call:
    world.market.packed()
    return Call(path={"partner_id": world.siti.partner_id})


def as_clients_ask(world: World) -> Call:
    return all_orders(world).but(
        query={
            "start_date": "2020-01-01",
            "end_date": "2099-12-31",
            "payment_method": "COD,BANK TRANSFER",
            "order_status": "Diajukan,Dipacking,Dikirim,Diterima,Retur",
            "shipping": "JNE,SICEPAT,IDEXPRESS,SAP",
        }
    )


def blanks(world: World) -> Call:
    return all_orders(world).but(query={"start_date": "", "end_date": "", "shipping": ""})


def opens_as_a_spreadsheet(world: World, reply: Reply) -> None:
    sheet = load_workbook(io.BytesIO(base64.b64decode(reply.text))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][3] == "Ayu Lestari"


CASES = (
    Case(
        row="orders.export.v1",
        call=all_orders,
        also=(as_clients_ask, blanks),
        after=opens_as_a_spreadsheet,
        bad=(
            Bad(why="another's shop", path={"partner_id": UNKNOWN}),
            Bad(why="no date", query={"start_date": "kemarin"}),
            Bad(why="unknown status", query={"order_status": "Terbang"}),
            Bad(why="unknown method", query={"payment_method": "BARTER"}),
        ),
    ),
)

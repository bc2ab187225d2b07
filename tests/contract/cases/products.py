"""Cases of the products app."""

from products.models import Product
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World

PRIVATE = "Private Warehouse"
UNKNOWN = 999_999_999


def all_products(world: World) -> Call:
    return Call(query={"status": 1, "limits": 50, "offset": 0})


def a_product(world: World) -> Call:
    return Call(path={"product_id": world.gown.pk})


def a_plain_body() -> dict[str, object]:
    """As the web client sends it: numbers are texts, the volume weight has rounding noise."""
    return {
        "product_name": "Mukena Katun",
        "sku": "MK-01",
        "description": "Katun halus",
        "weight": "300",
        "weight_pbv": 166.99999,
        "length": "10",
        "width": "10",
        "height": "10",
        "price": "85000",
        "stock": "12",
    }


def a_new_product(world: World) -> Call:
    return Call(path={"status": 1}, body=a_plain_body())


def a_changed_product(world: World) -> Call:
    sizes = [{"val": size, "parent": 0, "stock": "10", "price": "10000", "option": []} for size in "SM"]
    colours = [{"val": "Merah", "parent": 0, "stock": None, "price": None, "option": sizes}]
    axes = [{"val": "Warna"}, {"val": "Ukuran"}]
    body = {**a_plain_body(), "status": 1, "price": None, "stock": None}
    return Call(path={"product_id": world.gown.pk}, body=body | {"variant_option": axes, "option": colours})


def for_orders(world: World) -> Call:
    return Call(
        path={"partner_id": world.siti.partner_id},
        query={"warehouse_type": PRIVATE, "warehouse_id": world.jakarta.pk},
    )


def for_the_order_desk(world: World) -> Call:
    return for_orders(world).but(query={"search": "", "limit": 5, "offset": 0})


def a_leaf(world: World) -> Call:
    return Call(path={"product_id": world.gown.pk}, query={"variant": "Merah, S"})


def kept_the_options_that_stayed(world: World, reply: Reply) -> None:
    """Carts refer to options by id, so Merah S must survive the replacement of the tree."""
    assert world.gown_leaf.retired_at is None
    assert Product.objects.get(pk=world.gown.pk).name == "Mukena Katun"


BAD_VALUES = [
    Bad(why="no name", body={"product_name": LEFT_OUT}),
    Bad(why="short name", body={"product_name": "abc"}),
    Bad(why="long name", body={"product_name": "a" * 61}),
    Bad(why="forbidden sign", body={"product_name": "Mukena / Katun"}),
    Bad(why="zero weight", body={"weight": 0}),
    Bad(why="weight in words", body={"weight": "berat"}),
    Bad(why="tree is a text", body={"option": "semua", "variant_option": [{"val": "Warna"}]}),
    Bad(why="name taken", body={"product_name": "KERUDUNG melati "}),
    Bad(why="sku taken", body={"sku": "km-01"}),
]
BAD_ID = [
    Bad(why="unknown product", path={"product_id": UNKNOWN}, http=400),
    Bad(why="huge id", path={"product_id": 10**25}),
]
BAD_PARTNER = [Bad(why="unknown partner", path={"partner_id": UNKNOWN})]
BAD_WAREHOUSE = [
    *BAD_PARTNER,
    Bad(why="unknown warehouse type", query={"warehouse_type": "Gudang Awan"}),
    Bad(why="mitra without id", query={"warehouse_type": "Mitra Kompack", "warehouse_id": LEFT_OUT}),
]
NO_TYPE = Bad(why="no warehouse type", query={"warehouse_type": LEFT_OUT})

CASES = [
    Case(row="products.list", call=all_products),
    Case(row="products.detail", call=a_product, bad=BAD_ID),
    Case(
        row="products.store",
        call=a_new_product,
        bad=[*BAD_VALUES, Bad(why="price and stock missing", body={"price": None, "stock": None})],
    ),
    Case(
        row="products.update",
        call=a_changed_product,
        bad=[*BAD_VALUES, *BAD_ID],
        after=kept_the_options_that_stayed,
    ),
    Case(row="products.delete", call=a_product, bad=BAD_ID),
    Case(
        row="products.check_name",
        call=lambda world: Call(query={"product_name": "Nama Baru"}),
        bad=[Bad(why="taken", query={"product_name": "kerudung melati"}, http=200, code=1003)],
    ),
    Case(
        row="products.check_sku",
        call=lambda world: Call(query={"product_sku": "XX-99"}),
        bad=[Bad(why="taken", query={"product_sku": "KM-01"}, http=200, code=1003)],
    ),
    Case(row="products.filter_options", call=lambda world: Call()),
    Case(
        row="products.partner_products.v1",
        call=lambda world: Call(path={"partner_id": world.siti.partner_id}),
        bad=BAD_PARTNER,
    ),
    Case(row="products.partner_products.list.v2", call=for_orders, bad=[*BAD_WAREHOUSE, NO_TYPE]),
    Case(row="products.partner_products.list.v3", call=for_the_order_desk, bad=BAD_WAREHOUSE),
    Case(
        row="products.variant.detail",
        call=a_leaf,
        bad=[
            *BAD_ID,
            Bad(why="unknown variant", query={"variant": "Hijau, S"}, http=400),
            Bad(why="no variant", query={"variant": LEFT_OUT}),
        ],
    ),
]

"""Cases of the products app."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

from komship.lib import clock
from products.models import Product, ProductImage, Stock
from products.services import StockLine, consume_stock, practise_product, reserve_stock
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.pictures import Upload, picture
from tests.factories.products import colour_and_size_draft

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


def a_photo(world: World) -> Call:
    return Call(body={"product_id": world.scarf.pk, "image_path": Upload()}, encoding="multipart")


def a_loose_photo(world: World) -> Call:
    return Call(body={"image_path": Upload()}, encoding="multipart")


def a_practice_photo(world: World) -> Call:
    practice = practise_product(world.siti.partner_id, draft=colour_and_size_draft("Gamis Latihan"))
    return a_photo(world).but(body={"product_id": practice.pk})


def a_practice_product(world: World) -> Call:
    """As the practice form sends it: payment methods as a list, empty sizes as 0."""
    return Call(body={**a_plain_body(), "flavours": ["COD"], "length": 0, "width": 0, "height": 0})


def for_practice(world: World) -> Call:
    practise_product(world.siti.partner_id, draft=colour_and_size_draft("Gamis Latihan"))
    return Call(path={"partner_id": world.siti.partner_id})


def an_option(world: World) -> Call:
    body = {"option_name": "Small", "option_price": "65000", "variant_stock": "9"}
    return Call(path={"option_id": world.gown_leaf.option_id}, body=body, encoding="multipart")


def two_counts(world: World) -> Call:
    leaf = {"product_id": world.gown.pk, "variant_id": world.gown_leaf.option_id, "qty": 3, "is_variant": 1}
    plain = {"product_id": world.scarf.pk, "variant_id": 0, "qty": 21, "is_variant": 0}
    return Call(body=[leaf, plain])


def this_month(world: World) -> Call:
    lines = [
        StockLine(world.gown_leaf.pk, world.jakarta.pk, 2),
        StockLine(world.scarf_variant.pk, world.jakarta.pk, 1),
    ]
    reserve_stock(lines, reference="KOMSOLD")
    consume_stock("KOMSOLD")
    today = clock.today()
    since = today.replace(day=1)
    return Call(query={"start_date": f"{since}", "end_date": f"{today}", "partner_id": world.siti.partner_id})


def the_best_three(world: World) -> Call:
    return this_month(world).but(query={"limit": 3})


def is_shown(world: World, reply: Reply) -> None:
    image = ProductImage.objects.get(product=world.scarf)
    assert reply.data["images_path"] == f"http://testserver{image.file.url}"


def kept_the_catalogue_as_it_was(world: World, reply: Reply) -> None:
    live = Product.objects.for_partner(world.siti.partner_id).live()
    assert not live.filter(pk=reply.data["product_id"]).exists()


def counted_all(world: World, reply: Reply) -> None:
    places = Stock.objects.filter(variant__in=[world.gown_leaf, world.scarf_variant])
    assert sorted(place.available for place in places) == [3, 21]


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
NO_FILE = Bad(why="no picture", body={"image_path": LEFT_OUT})
NOT_A_PICTURE = Bad(why="not a picture", body={"image_path": Upload(b"<svg onload=alert(1)>")})
BAD_PICTURE = [
    NO_FILE,
    NOT_A_PICTURE,
    Bad(why="a word", body={"image_path": "undefined"}),
    Bad(why="tiny", body={"image_path": Upload(picture(299, 400))}),
    Bad(why="cut off", body={"image_path": Upload(picture()[:-900])}),
    Bad(why="too many bytes", body={"image_path": Upload(picture() + bytes(2_100_000))}),
]
BAD_PICTURE_OWNER = [
    Bad(why="no product", body={"product_id": LEFT_OUT}),
    Bad(why="unknown product", body={"product_id": UNKNOWN}, http=400),
    Bad(why="huge product", body={"product_id": 10**25}),
]
BAD_DAYS = [
    Bad(why="no days", query={"start_date": LEFT_OUT}),
    Bad(why="days in words", query={"end_date": "kemarin"}),
    Bad(why="the wrong way round", query={"start_date": f"{clock.today() + timedelta(1)}"}),
    Bad(why="the year 9999", query={"end_date": "9999-12-31"}),
]
BAD_PARTNER = [Bad(why="unknown partner", path={"partner_id": UNKNOWN})]
BAD_WAREHOUSE = [
    *BAD_PARTNER,
    Bad(why="unknown warehouse type", query={"warehouse_type": "Gudang Awan"}),
    Bad(why="mitra without id", query={"warehouse_type": "Mitra Kompack", "warehouse_id": LEFT_OUT}),
]
NO_TYPE = Bad(why="no warehouse type", query={"warehouse_type": LEFT_OUT})


def name_the_scarf(world: World, call: Call) -> Call:
    return call.but(body={"product_id": world.scarf.pk})


def second_count(**changes: object) -> Callable[[World, Call], Call]:
    """The good list with its second row made bad: the first must not be taken either."""
    return lambda world, call: dataclasses.replace(call, body=[call.body[0], {**call.body[1], **changes}])


BAD_COUNTS = [
    Bad(why="unknown product", change=second_count(product_id=UNKNOWN), http=400),
    Bad(why="unknown variant", change=second_count(variant_id=UNKNOWN, is_variant=1), http=400),
    Bad(why="negative", change=second_count(qty=-1)),
    Bad(why="in words", change=second_count(qty="banyak")),
    Bad(why="no variant", change=second_count(is_variant=1)),
    Bad(why="twice", change=lambda world, call: dataclasses.replace(call, body=[call.body[0]] * 2)),
    Bad(why="no rows", change=lambda world, call: dataclasses.replace(call, body=[])),
]

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
    Case(row="products.image.upload", call=a_photo, bad=[*BAD_PICTURE, *BAD_PICTURE_OWNER], after=is_shown),
    Case(row="products.image.replace", call=a_photo, bad=[*BAD_PICTURE, *BAD_PICTURE_OWNER], after=is_shown),
    Case(
        row="products.image.temp",
        call=a_loose_photo,
        bad=[NO_FILE, NOT_A_PICTURE],
        stranger_may="the picture becomes her own",
    ),
    Case(
        row="products.onboarding.image",
        call=a_practice_photo,
        bad=[NO_FILE, *BAD_PICTURE_OWNER, Bad(why="no practice", change=name_the_scarf)],
    ),
    Case(
        row="products.onboarding.store",
        call=a_practice_product,
        bad=[bad for bad in BAD_VALUES if "taken" not in bad.why],
        after=kept_the_catalogue_as_it_was,
    ),
    Case(row="products.onboarding.partner_products", call=for_practice, bad=BAD_PARTNER),
    Case(
        row="products.option.update",
        call=an_option,
        bad=[
            Bad(why="unknown option", path={"option_id": UNKNOWN}, http=400),
            Bad(why="huge option", path={"option_id": 10**25}),
            Bad(why="its sibling's name", body={"option_name": "m"}),
            Bad(why="long name", body={"option_name": "a" * 31}),
            Bad(why="negative price", body={"option_price": -1}),
            Bad(why="stock in words", body={"variant_stock": "banyak"}),
        ],
    ),
    Case(row="products.stock.update", call=two_counts, bad=BAD_COUNTS, after=counted_all),
    Case(row="products.dashboard.best_sellers.v1", call=this_month, bad=BAD_DAYS),
    Case(
        row="products.dashboard.best_sellers.v2",
        call=the_best_three,
        bad=[*BAD_DAYS, Bad(why="no rows", query={"limit": 0}), Bad(why="a word", query={"limit": "tiga"})],
    ),
]

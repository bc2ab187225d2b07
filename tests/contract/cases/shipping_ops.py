"""Cases of operators who set couriers' rates and the places without COD."""

from accounts.models import User
from komship.core.audit import Actor
from shipping.models import CourierService, Destination, FeeWindow, NoCodArea, NoCodImport
from shipping.rules.criteria import Criterion
from shipping.rules.fees import FeeRates
from shipping.services import check_no_cod_list, open_fee_window
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.pictures import Upload
from tests.factories.shipping import place, service_of

OPS = Actor(user_id=None, label="wati", channel="test")
UNKNOWN = 999_999_999


def nothing(world: World) -> Call:
    return Call()


def a_service(name: str) -> dict[str, object]:
    return {
        "shipping_name": "JNE",
        "service_name": name,
        "cashback_from": 28,
        "service_fee_from": "2.5",
        "service_fee_to": "2.8",
        "cashback_to": "22.5",
        "max_pickup_time": "15:00",
        "vehicles": ["MOTOR", "TRUK"],
        "criterias": [
            {"origin": [1, 2], "destination": [1, 2], "delivery": 100, "retur": 25, "type": "Include"}
        ],
    }


def a_new_service(world: World) -> Call:
    return Call(body=a_service("OKE"))


def as_its_form_sends_it(world: World) -> Call:
    """The kind where the origins belong, and a courier nobody knows yet."""
    slip = {"origin": ["include"], "destination": [1], "delivery": "100", "retur": "0", "type": "include"}
    return Call(body=a_service("oke") | {"shipping_name": "POS", "criterias": [slip]})


def is_there_but_closed(world: World, reply: Reply) -> None:
    service = CourierService.objects.get(courier__code="jne", code="OKE")
    assert not service.is_active
    window = FeeWindow.objects.get(service=service)
    assert (window.cashback_bp, window.cod_fee_bp, window.return_discount_bp) == (2250, 280, 7500)
    assert window.made_by is not None
    assert window.made_by.username == "wati"


def other_rates(world: World) -> Call:
    return Call(path={"shipping_id": service_of("REG19").pk}, body=a_service("reg"))


def islands_as_objects(world: World) -> Call:
    named = [{"label": "JAWA", "value": 1}, {"label": "BALI", "value": 2}]
    row = {"origin": named, "destination": named, "delivery": 100, "retur": 25, "type": "include"}
    return other_rates(world).but(body={"criterias": [row]})


def a_window_follows(world: World, reply: Reply) -> None:
    before, after = FeeWindow.objects.filter(service=service_of("REG19")).order_by("valid_from")
    assert before.cashback_bp == 2500
    assert before.valid_until == after.valid_from
    assert after.cashback_bp == 2250


def with_criteria(world: World) -> Call:
    service = service_of("REG19")
    rates = FeeRates(
        cashback_from_bp=2800,
        cashback_to_bp=2500,
        cod_cost_bp=250,
        cod_fee_bp=280,
        criteria=(Criterion(origins=(1, 2), destinations=(1,), return_bp=2500),),
    )
    CourierService.objects.filter(pk=service.pk).update(vehicles=["TRUCK"])
    open_fee_window(service.pk, rates, actor=OPS)
    return Call(path={"shipping_id": service.pk})


def without_criteria(world: World) -> Call:
    return Call(path={"shipping_id": service_of("YES19").pk})


def names_islands(world: World, reply: Reply) -> None:
    (row,) = reply.data["criterias"]
    assert (row["origin"], row["origin_value"], row["retur"]) == (["JAWA", "BALI"], [1, 2], 25)
    assert (reply.data["vehicles"], reply.data["service_fee_to"]) == (["TRUK"], "2.8")


def a_ban(world: World) -> Destination:
    banned = place("Cihapit")
    NoCodArea.objects.create(destination=banned)
    return banned


def banned_places(world: World) -> Call:
    a_ban(world)
    return Call(query={"district_name": "bandung", "zip_code": "", "city_name": "BANDUNG"})


def a_page_of_them(world: World) -> Call:
    return Call(query={"page": 1, "per_page": 3})


def cihapit_only(world: World, reply: Reply) -> None:
    (row,) = reply.data
    assert (row["subdistrict_name"], row["zip_code"]) == ("Cihapit", int(place("Cihapit").postal_code))


def a_list(text: str) -> Upload:
    return Upload(text.encode(), "daerah.csv")


def upload(world: World) -> Call:
    text = f"Kota,Kecamatan,Kelurahan,Kode Pos\n,,,{place('Cihapit').postal_code}\n"
    return Call(body={"files": a_list(text)}, encoding="multipart")


def under_the_clients_name(world: World) -> Call:
    return Call(body={"file": a_list("Kota;Kecamatan\nBandung;Bandung Wetan\n")}, encoding="multipart")


def waits(world: World, reply: Reply) -> None:
    work = NoCodImport.objects.get()
    assert (work.stage, work.user.username) == ("waiting", "wati")
    assert not NoCodArea.objects.exclude(destination=None).exists()


def instead(text: str) -> dict[str, object]:
    return {"files": a_list(text)}


def an_uploaded_list(world: World) -> Call:
    text = "Kota,Kecamatan\nBandung,Bandung Wetan\n"
    wati = User.objects.get(username="wati")
    check_no_cod_list(wati.pk, file_name="daerah.csv", content=text.encode(), actor=OPS)
    return Call()


def counts(world: World, reply: Reply) -> None:
    assert NoCodArea.objects.filter(destination=place("Cihapit"), courier=None).exists()
    assert NoCodImport.objects.get().rows == []


def discard(world: World) -> None:
    NoCodImport.objects.all().delete()


def is_gone(world: World, reply: Reply) -> None:
    assert not NoCodImport.objects.exists()


def a_banned_zip(world: World) -> Call:
    return Call(path={"zip_code": a_ban(world).postal_code})


def a_zip_of_a_banned_code(world: World) -> Call:
    return Call(path={"zip_code": place("Gurabesi").postal_code})


def cash_again(world: World, reply: Reply) -> None:
    assert not NoCodArea.objects.filter(destination=place("Cihapit")).exists()


FAR_AWAY = {"origin": [99], "destination": [1], "delivery": 100, "retur": 25, "type": "include"}
BAD_RATES = [
    Bad(why="no name", body={"service_name": " "}, http=400),
    Bad(why="more than all of it", body={"cashback_to": 101}, http=400),
    Bad(why="the whole amount as fee", body={"service_fee_to": "100"}, http=400),
    Bad(why="percent in words", body={"cashback_from": "banyak"}, http=400),
    Bad(why="too many decimals", body={"service_fee_from": "2.555"}, http=400),
    Bad(why="no such number", body={"service_fee_from": "1e999999"}, http=400),
    Bad(why="no such vehicle", body={"vehicles": ["KUDA"]}, http=400),
    Bad(why="no such hour", body={"max_pickup_time": "25:00"}, http=400),
    Bad(why="no criterion", body={"criterias": []}, http=400),
    Bad(
        why="no such island",
        body={
            "criterias": [{"origin": [99], "destination": [1], "delivery": 1, "retur": 1, "type": "include"}]
        },
        http=400,
    ),
    Bad(why="no rates at all", body={"cashback_from": LEFT_OUT}, http=400),
]

CASES = (
    Case(row="shipping.islands.list", call=nothing),
    Case(row="shipping.admin_dashboard.shipping_names", call=nothing),
    Case(row="shipping.admin_shipments.list", call=nothing),
    Case(
        row="shipping.admin_shipments.detail",
        call=with_criteria,
        also=[without_criteria],
        bad=[Bad(why="no such service", path={"shipping_id": UNKNOWN}, http=400)],
        after=names_islands,
    ),
    Case(
        row="shipping.admin_shipments.store",
        call=a_new_service,
        also=[as_its_form_sends_it],
        bad=[*BAD_RATES, Bad(why="there already", body={"service_name": "reg"}, http=400)],
        after=is_there_but_closed,
    ),
    Case(
        row="shipping.admin_shipments.update",
        call=other_rates,
        also=[islands_as_objects],
        bad=[
            *BAD_RATES,
            Bad(why="no such service", path={"shipping_id": UNKNOWN}, http=400),
            Bad(why="another name", body={"service_name": "OKE"}, http=400),
            Bad(why="another courier", body={"shipping_name": "SAP"}, http=400),
        ],
        after=a_window_follows,
    ),
    Case(
        row="shipping.no_cod.list",
        call=banned_places,
        also=[nothing, a_page_of_them],
        bad=[
            Bad(why="page zero", query={"page": 0}),
            Bad(why="size in words", query={"per_page": "lima"}),
        ],
        after=cihapit_only,
    ),
    Case(
        row="shipping.no_cod.import",
        call=upload,
        also=[under_the_clients_name],
        bad=[
            Bad(why="no file", body={"files": LEFT_OUT}, http=400),
            Bad(why="no such place", body=instead("Kota,Kecamatan\nBandung,Antah\n"), http=400),
            Bad(why="no such courier", body=instead("Kode Pos,Ekspedisi\n40114,KUDA\n"), http=400),
            Bad(why="other columns", body=instead("Nama,Harga\nGamis,1\n"), http=400),
            Bad(why="only headings", body=instead("Kota,Kecamatan\n"), http=400),
            Bad(why="a picture", body={"files": Upload(b"PK\x03\x04junk", "a.xlsx")}, http=400),
        ],
        after=waits,
    ),
    Case(
        row="shipping.no_cod.save",
        call=an_uploaded_list,
        bad=[Bad(why="nothing uploaded", arrange=discard, http=400)],
        after=counts,
    ),
    Case(row="shipping.no_cod.temp_delete", call=an_uploaded_list, also=[nothing], after=is_gone),
    Case(
        row="shipping.no_cod.delete",
        call=a_banned_zip,
        also=[a_zip_of_a_banned_code],
        bad=[
            Bad(why="not on the list", path={"zip_code": "99999"}, http=404),
            Bad(why="no zip", path={"zip_code": "semua"}, http=404),
        ],
        after=cash_again,
    ),
)

"""Cases of the accounts app."""

from datetime import date

from accounts.models import User
from accounts.services import check_pin, complete_mission, set_pin, start_challenge
from accounts.states import Gender, MaritalStatus, Mission
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.accounts_codes import CODE_AND_CONTACT_CASES
from tests.contract.cases.accounts_ops import CASES as OPS_CASES
from tests.contract.cases.accounts_session import SESSION_CASES
from tests.contract.cases.accounts_settings import CASES as SETTINGS_CASES
from tests.contract.rows import catalogue
from tests.contract.sending import Reply, send
from tests.contract.world import World
from tests.factories.accounts import PASSWORD
from tests.factories.products import put_stock
from tests.factories.shipping import place

PIN = "123456"
TRIES = ("accounts_pin",)


def credentials(world: World) -> Call:
    return Call(body={"username_email": "siti", "password": PASSWORD, "login_from": "website"})


def nothing(world: World) -> Call:
    return Call()


def a_full_profile(world: World) -> Call:
    User.objects.filter(pk=world.siti.user.pk).update(
        gender=Gender.FEMALE,
        marital_status=MaritalStatus.MARRIED,
        birth_on=date(1995, 12, 31),
        province_ref=33,
        province="Jawa Tengah",
        regency_ref=3302,
        regency="Banyumas",
        district_ref=330221,
        district="Sokaraja",
    )
    return Call()


def an_address(world: World) -> Call:
    return Call(path={"address_id": world.bandung.pk})


def address_fields() -> dict[str, object]:
    destination = place("Cihapit")
    return {
        "address_name": "Gudang Baru",
        "origin_code": "BDO10000",
        "address_detail": "Jl. Riau 10",
        "pic": "Sari",
        "zip_code": destination.postal_code,
        "destination_id": destination.pk,
        "phone": "081200001111",
        "is_default": 0,
    }


def a_new_address(world: World) -> Call:
    return Call(body={"_method": "post", **address_fields()}, encoding="multipart")


def a_changed_address(world: World) -> Call:
    return Call(path={"address_id": world.bandung.pk}, body=address_fields(), encoding="multipart")


def unfinished_address(world: World) -> Call:
    """An old address without a region: FormData writes what is not there as a text."""
    return a_changed_address(world).but(
        body={"destination_id": "undefined", "origin_code": "undefined", "zip_code": "undefined"}
    )


def the_default_address(world: World, call: Call) -> Call:
    return call.but(path={"address_id": world.jakarta.pk})


def order_from_bandung(world: World) -> None:
    put_stock(world.scarf_variant, world.bandung, 5)
    world.market.order(warehouse_id=world.bandung.pk)


def a_wrong_pin(world: World) -> Call:
    return a_pin(world).but(body={"pin": "999999"})


def a_pin(world: World) -> Call:
    set_pin(world.siti.user.pk, PIN)
    return Call(body={"pin": PIN})


def a_confirmed_pin(world: World) -> Call:
    set_pin(world.siti.user.pk, PIN)
    check_pin(world.siti.user.pk, PIN)
    return Call(body={"pin": "654321"}, encoding="multipart")


def a_challenge(world: World) -> Call:
    start_challenge(world.siti.partner_id)
    complete_mission(world.siti.partner_id, Mission.WAREHOUSE)
    return Call()


def own_user(world: World) -> Call:
    return Call(body={"user_id": world.siti.user.pk})


def own_user_in_path(world: World) -> Call:
    return Call(path={"user_id": world.siti.user.pk})


def own_partner(world: World) -> Call:
    return Call(path={"partner_id": world.siti.partner_id})


def it_matches(world: World, reply: Reply) -> None:
    assert reply.data["is_match"] is True
    wrong = send(catalogue()["accounts.pin.auth"], Call(body={"pin": "999999"}), token=world.siti.token)
    assert wrong.data["is_match"] is False


def has_the_name_of_the_profile(world: World, reply: Reply) -> None:
    assert world.siti.partner.name in [row["name_label"] for row in reply.data]


def one_is_the_default(world: World, reply: Reply) -> None:
    assert sum(row["is_default"] for row in reply.data) == 1


def opens_both_services(world: World, reply: Reply) -> None:
    token = reply.data.get("access_token") or reply.data["token"]
    assert send(catalogue()["accounts.profile.me"], Call(), token=token).http == 200


def keeps_the_old_token(world: World, reply: Reply) -> None:
    profile = catalogue()["accounts.profile.me"]
    assert reply.json["access_token"] != world.siti.token
    for token in (reply.json["access_token"], world.siti.token):
        assert send(profile, Call(), token=token).http == 200


BAD_CREDENTIALS = [
    Bad(why="wrong password", body={"password": "salah-sekali"}),
    Bad(why="unknown user", body={"username_email": "siapa"}),
    Bad(why="no password", body={"password": LEFT_OUT}),
    Bad(why="zero byte", body={"username_email": "si\x00ti"}),
    Bad(why="emoji", body={"username_email": "🙂" * 50}),
    Bad(why="too long", body={"username_email": "a" * 5000}),
]
NO_SUCH_USER = [Bad(why="unknown user", body={"user_id": 999_999_999})]
NO_SUCH_USER_IN_PATH = [
    Bad(why="unknown user", path={"user_id": 999_999_999}),
    Bad(why="huge id", path={"user_id": 10**25}),
]
BAD_PIN = [
    Bad(why="five digits", body={"pin": "12345"}),
    Bad(why="letters", body={"pin": "abcdef"}),
    Bad(why="no pin", body={"pin": LEFT_OUT}),
]
BAD_ADDRESS = [
    Bad(why="unknown id", path={"address_id": 999_999_999}, http=400),
    Bad(why="huge id", path={"address_id": 10**25}),
]
BAD_FIELDS = [
    Bad(why="no name", body={"address_name": ""}),
    Bad(why="no contact", body={"pic": LEFT_OUT}),
    Bad(why="short phone", body={"phone": "0812"}),
    Bad(why="forbidden sign", body={"address_detail": "Jl. Riau / 10"}),
    Bad(why="long address", body={"address_detail": "a" * 86}),
    Bad(why="unknown destination", body={"destination_id": 999_999_999}),
]

CASES = [
    Case(row="accounts.login", call=credentials, bad=BAD_CREDENTIALS, after=opens_both_services),
    Case(row="accounts.komtim_login", call=credentials, bad=BAD_CREDENTIALS, after=opens_both_services),
    Case(row="accounts.logout", call=nothing, stranger_may="ends her own session"),
    Case(row="accounts.komtim_logout", call=nothing, stranger_may="ends her own session"),
    Case(row="accounts.token.refresh", call=nothing, after=keeps_the_old_token),
    Case(row="accounts.komtim_refresh", call=own_user, bad=NO_SUCH_USER, after=keeps_the_old_token),
    Case(row="accounts.profile.me", call=a_full_profile),
    Case(row="accounts.komtim_profile", call=own_user, bad=NO_SUCH_USER),
    Case(row="accounts.komtim_partner_profile", call=own_user_in_path, bad=NO_SUCH_USER_IN_PATH),
    Case(
        row="accounts.member.menu",
        call=lambda world: Call(query={"user_id": world.budi.user.pk}),
        bad=[
            Bad(why="unknown user", query={"user_id": 999_999_999}),
            Bad(why="word", query={"user_id": "budi"}),
        ],
    ),
    Case(row="accounts.partner.list", call=nothing),
    Case(row="accounts.badge", call=nothing),
    Case(
        row="accounts.custom_label.list",
        call=own_partner,
        bad=[Bad(why="unknown partner", path={"partner_id": 999_999_999})],
        after=has_the_name_of_the_profile,
    ),
    Case(row="accounts.gamification.list", call=a_challenge),
    Case(row="accounts.address.list", call=nothing, after=one_is_the_default),
    Case(row="accounts.address.list.v2", call=nothing),
    Case(row="accounts.addresses.options.v3", call=nothing),
    Case(row="accounts.address.detail", call=an_address, bad=BAD_ADDRESS),
    Case(row="accounts.address.store", call=a_new_address, bad=BAD_FIELDS),
    Case(
        row="accounts.address.update",
        call=a_changed_address,
        also=[unfinished_address],
        bad=[*BAD_ADDRESS, *BAD_FIELDS],
    ),
    Case(
        row="accounts.address.delete",
        call=an_address,
        bad=[
            *BAD_ADDRESS,
            Bad(why="the default one", change=the_default_address, http=200, code=400),
            Bad(why="an order needs it", arrange=order_from_bandung, http=200, code=400),
        ],
    ),
    Case(row="accounts.pin.check.v1", call=nothing),
    Case(row="accounts.pin.store.v1", call=lambda world: Call(body={"pin": PIN}), bad=BAD_PIN),
    Case(row="accounts.pin.auth", call=a_pin, also=[a_wrong_pin], bad=BAD_PIN, after=it_matches),
    Case(row="accounts.pin.update", call=a_confirmed_pin, bad=BAD_PIN),
    *SETTINGS_CASES,
    *OPS_CASES,
    *SESSION_CASES,
    *CODE_AND_CONTACT_CASES,
]

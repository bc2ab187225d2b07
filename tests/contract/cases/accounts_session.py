"""Cases of registration and passwords."""

from accounts.models import User
from accounts.services import (
    make_coupon,
    request_password_reset,
)
from komship.core.audit import SYSTEM
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.rows import catalogue
from tests.contract.sending import Reply, send
from tests.contract.world import World
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of

NEW_PASSWORD = "rambutan9merah"


# Registration


def a_stranger(world: World) -> Call:
    return Call(
        body={
            "full_name": "Dewi Lestari",
            "no_hp": "081277778888",
            "email": "dewi@example.com",
            "password": "mangga9manis",
            "password_confirmation": "mangga9manis",
        }
    )


def a_stranger_with_a_coupon(world: World) -> Call:
    make_coupon("RINA2026", affiliator=world.rina.user, actor=SYSTEM)
    return a_stranger(world).but(body={"affiliator_id": world.rina.user.pk})


def a_stranger_with_a_name(world: World) -> Call:
    return a_stranger(world).but(body={"username": "dewi.l", "no_hp": LEFT_OUT})


def her_coupon(world: World) -> Call:
    make_coupon("RINA2026", affiliator=world.rina.user, actor=SYSTEM)
    return Call(query={"coupon_name": "RINA2026", "member_email": "dewi@example.com"})


def a_known_address(world: World) -> Call:
    return Call(body={"email": world.siti.user.email})


def nobodys_address(world: World) -> Call:
    return Call(body={"email": "nobody@example.com"})


def an_unverified_address(world: World) -> Call:
    User.objects.filter(pk=world.siti.user.pk).update(email_verified_at=None)
    return Call(query={"email": world.siti.user.email})


def her_number(world: World) -> Call:
    User.objects.filter(pk=world.siti.user.pk).update(email_verified_at=None)
    return Call(path={"user_id": world.siti.user.pk})


def nobodys_number(world: World) -> Call:
    return Call(path={"user_id": 999_999_999})


def in_query(email: str) -> Call:
    return Call(query={"email": email})


BAD_REGISTRATION = [
    Bad(why="seller's address", body={"email": "siti@example.com"}, http=200, code=400),
    Bad(why="the same in capitals", body={"email": "SITI@EXAMPLE.COM"}, http=200, code=400),
    Bad(why="staff's address", body={"email": "budi@example.com"}, http=200, code=400),
    Bad(why="other confirmation", body={"password_confirmation": "mangga9asam"}),
    Bad(why="short password", body={"password": "abc", "password_confirmation": "abc"}),
    Bad(why="common password", body={"password": "password123", "password_confirmation": "password123"}),
    Bad(why="no phone number", body={"no_hp": "bukan nomor"}),
    Bad(why="no address", body={"email": "dewi"}),
    Bad(why="no name", body={"full_name": LEFT_OUT}),
    Bad(why="long name", body={"full_name": "a" * 500}),
]
LEGACY_BAD = [
    Bad(why="seller's address", body={"email": "siti@example.com"}, http=200),
    Bad(why="taken name", body={"username": "Siti"}, http=200),
    Bad(why="no such name", body={"username": "a b c"}),
    Bad(why="other confirmation", body={"password_confirmation": "mangga9asam"}),
]
BAD_EMAIL = [
    Bad(why="no address", body={"email": "siti"}),
    Bad(why="left out", body={"email": LEFT_OUT}),
    Bad(why="a list", body={"email": ["siti@example.com"]}),
]
BAD_EMAIL_IN_QUERY = [
    Bad(why="no address", query={"email": "siti"}),
    Bad(why="left out", query={"email": LEFT_OUT}),
]


def her_role_is_said(world: World, reply: Reply) -> None:
    known = send(catalogue()["accounts.kompack.check_email"], in_query(world.siti.user.email), token=None)
    assert (known.json["code"], known.data) == (1010, {"role_id": 4, "full_name": "S***"})


# Passwords


def the_old_and_a_new_one(world: World) -> Call:
    return Call(query={"old_password": PASSWORD, "new_password": NEW_PASSWORD})


def the_same_in_a_body(world: World) -> Call:
    return Call(body=dict(the_old_and_a_new_one(world).query))


def a_reset_link(world: World) -> Call:
    request_password_reset(world.siti.user.email)
    return Call(body={"code": secret_of(world.siti.user, "reset_password"), "password": NEW_PASSWORD})


def her_password(world: World) -> Call:
    return Call(body={"username": "siti", "password": PASSWORD}, encoding="multipart")


def works_with_the_new_password(world: World, reply: Reply) -> None:
    credentials = Call(body={"username_email": "siti", "password": NEW_PASSWORD})
    assert send(catalogue()["accounts.login"], credentials, token=None).http == 200


REGISTRATION_CASES = [
    Case(row="accounts.register", call=a_stranger, also=[a_stranger_with_a_coupon], bad=BAD_REGISTRATION),
    Case(row="accounts.register_existing", call=a_known_address, also=[nobodys_address], bad=BAD_EMAIL),
    Case(
        row="accounts.register.coupon_check",
        call=her_coupon,
        bad=[
            Bad(why="unknown", query={"coupon_name": "NIHIL"}, message="Not found."),
            Bad(why="the affiliate herself", query={"member_email": "rina@example.com"}, code=409),
            Bad(why="no address", query={"member_email": "dewi"}),
        ],
    ),
    Case(
        row="accounts.email_verification.resend",
        call=her_number,
        also=[nobodys_number],
        bad=[Bad(why="huge id", path={"user_id": 10**25})],
    ),
    Case(
        row="accounts.kompack.check_email",
        call=lambda world: in_query("dewi@example.com"),
        bad=BAD_EMAIL_IN_QUERY,
        after=her_role_is_said,
    ),
    Case(row="accounts.kompack.register", call=a_stranger, bad=BAD_REGISTRATION),
    Case(
        row="accounts.kompack.register_existing", call=a_known_address, also=[nobodys_address], bad=BAD_EMAIL
    ),
    Case(row="accounts.kompack.resend_email", call=an_unverified_address, bad=BAD_EMAIL_IN_QUERY),
    Case(row="accounts.partner_register_legacy", call=a_stranger_with_a_name, bad=LEGACY_BAD),
]
PASSWORD_CASES = [
    Case(
        row="accounts.password.change",
        call=the_old_and_a_new_one,
        also=[the_same_in_a_body],
        bad=[
            Bad(why="wrong old one", query={"old_password": "salah-sekali"}, http=400),
            Bad(why="short", query={"new_password": "abc1234"}, http=400),
            Bad(why="common", query={"new_password": "password123"}, http=400),
            Bad(why="left out", query={"old_password": LEFT_OUT}, http=400),
        ],
        after=works_with_the_new_password,
    ),
    *[
        Case(row=row, call=a_known_address, also=[nobodys_address], bad=BAD_EMAIL)
        for row in ("accounts.password.send_link", "accounts.password.forgot", "accounts.password.legacy")
    ],
    Case(
        row="accounts.password.reset",
        call=a_reset_link,
        bad=[
            Bad(why="made-up link", body={"code": "1-abc"}),
            Bad(why="weak", body={"password": "12345678"}),
            Bad(why="left out", body={"code": LEFT_OUT}),
        ],
        after=works_with_the_new_password,
    ),
    Case(
        row="accounts.password.check",
        call=her_password,
        bad=[
            Bad(why="wrong", body={"password": "salah-sekali"}, http=400),
            Bad(why="somebody else's name", body={"username": "rina"}, http=400),
            Bad(why="left out", body={"password": LEFT_OUT}),
        ],
    ),
]
SESSION_CASES = [*REGISTRATION_CASES, *PASSWORD_CASES]

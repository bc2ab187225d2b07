"""Cases of one-time codes and of what is changed with them."""

from accounts.models import User
from accounts.ports import find_cities
from accounts.services import (
    prove_password,
    send_code,
    send_contact_code,
    use_code,
)
from accounts.states import CodeChannel, CodePurpose
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.accounts_session import BAD_EMAIL_IN_QUERY, in_query
from tests.contract.rows import catalogue
from tests.contract.sending import Reply, send
from tests.contract.world import World
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of, type_code, wrong_code
from tests.factories.pictures import Upload

CODES = ("accounts_onetimecode",)
NEW_EMAIL, NEW_PHONE = "toko.baru@example.com", "085700001111"


def nothing(world: World) -> Call:
    return Call()


def own_phone(world: World) -> str:
    return "0" + world.siti.user.phone.removeprefix("62")


def ask(user: User, purpose: CodePurpose, channel: CodeChannel = CodeChannel.EMAIL) -> str:
    """The code a person would read."""
    address = user.email if channel == CodeChannel.EMAIL else user.phone
    send_code(user, purpose=purpose, channel=channel, address=address)
    return secret_of(user, purpose)


def ask_for_new(user: User, purpose: CodePurpose) -> str:
    is_email = purpose == CodePurpose.EMAIL
    channel = CodeChannel.EMAIL if is_email else CodeChannel.SMS
    send_contact_code(user, purpose=purpose, channel=channel, address=NEW_EMAIL if is_email else NEW_PHONE)
    return secret_of(user, purpose)


# Codes


def a_pin_code(world: World) -> Call:
    return Call(body={"otp": ask(world.siti.user, CodePurpose.PIN_RESET)})


def a_wrong_pin_code(world: World) -> Call:
    return Call(body={"otp": wrong_code(ask(world.siti.user, CodePurpose.PIN_RESET))})


def lets_her_set_a_pin(world: World, reply: Reply) -> None:
    assert reply.data["is_match"] is True
    rows = catalogue()
    assert (
        send(rows["accounts.pin.store.v1"], Call(body={"pin": "111111"}), token=world.siti.token).http == 200
    )
    assert send(rows["accounts.pin.update"], Call(body={"pin": "222222"}), token=world.siti.token).http == 200


def her_whatsapp(world: World) -> Call:
    return Call(body={"no_hp": int(own_phone(world))})


def her_whatsapp_as_the_web_sends_it(world: World) -> Call:
    return Call(body={"no_hp": own_phone(world), "activity": "BANK ACCOUNT"}, encoding="multipart")


def a_bank_code(world: World) -> Call:
    return Call(body={"otp": ask(world.siti.user, CodePurpose.BANK_ACCOUNT, CodeChannel.SMS)})


def a_bank_code_as_a_number(world: World) -> Call:
    return Call(body={"otp": int(str(a_bank_code(world).body["otp"]))})


def an_sms_code(world: World) -> Call:
    return a_bank_code(world).but(body={"session": "rekening"})


def her_phone(world: World) -> Call:
    fields = {"_method": "post", "phone_number": own_phone(world), "session": "rekening"}
    return Call(body={**fields, "activity": "BANK ACCOUNT"}, encoding="multipart")


def a_new_phone(world: World) -> Call:
    return Call(body={"phone_number": NEW_PHONE, "session": "update nomer"})


def her_phone_only(world: World) -> Call:
    return Call(body={"phone_number": own_phone(world)}, encoding="multipart")


def her_address(world: World) -> Call:
    return Call(body={"email": world.siti.user.email, "activity": "UPDATE_EMAIL"})


def a_new_address(world: World) -> Call:
    return Call(body={"email": NEW_EMAIL, "activity": "UPDATE_EMAIL", "session": "update email"})


def an_email_code(world: World) -> Call:
    return Call(body={"otp": ask(world.siti.user, CodePurpose.IDENTITY), "activity": "UPDATE_EMAIL"})


def a_code_of_the_new_address(world: World) -> Call:
    otp = ask_for_new(world.siti.user, CodePurpose.EMAIL)
    return Call(body={"otp": otp, "activity": "UPDATE_EMAIL", "session": "update email"})


def use_the_code_up(purpose: CodePurpose) -> Bad:
    """The same code again."""

    def arrange(world: World) -> None:
        use_code(world.siti.user, purpose=purpose, code=secret_of(world.siti.user, purpose))

    return Bad(why="used before", arrange=arrange)


def wrong_digits(world: World, call: Call) -> Call:
    return call.but(body={"otp": wrong_code(str(call.body["otp"]))})


def bad_codes(purpose: CodePurpose, *, code: int, message: str | None = None) -> list[Bad]:
    refusal = {"http": 400, "code": code, "message": message}
    return [
        Bad(why="wrong code", change=wrong_digits, writes=CODES, **refusal),  # type: ignore[arg-type]
        Bad(why="letters", body={"otp": "abcdef"}),
        Bad(why="too long", body={"otp": "1" * 50}),
        Bad(why="no code", body={"otp": LEFT_OUT}),
        use_the_code_up(purpose),
    ]


def bad_numbers(name: str) -> list[Bad]:
    return [
        Bad(why="somebody else's number", body={name: "081299990000"}),
        Bad(why="no number", body={name: "abc"}),
        Bad(why="left out", body={name: LEFT_OUT}),
    ]


def has_asked_already(world: World) -> None:
    ask(world.siti.user, CodePurpose.BANK_ACCOUNT, CodeChannel.SMS)


TOO_SOON = Bad(why="asked a moment ago", arrange=has_asked_already)

# Contact


def another_name(world: World) -> Call:
    return Call(body={"username": "toko.melati"})


def another_address(world: World) -> Call:
    prove_password(world.siti.user, PASSWORD, ip="127.0.0.1")
    return Call(body={"id_user": world.siti.user.pk, "email": NEW_EMAIL}, encoding="multipart")


def the_same_address(world: World) -> Call:
    return Call(body={"email": world.siti.user.email})


def another_phone_the_old_way(world: World) -> Call:
    prove_password(world.siti.user, PASSWORD, ip="127.0.0.1")
    ask_for_new(world.siti.user, CodePurpose.PHONE)
    type_code(world.siti.user, "phone")
    return Call(body={"no_handphone": NEW_PHONE}, encoding="multipart")


def prove_both(world: World, purpose: CodePurpose) -> None:
    ask(world.siti.user, CodePurpose.IDENTITY)
    type_code(world.siti.user, "identity")
    ask_for_new(world.siti.user, purpose)
    type_code(world.siti.user, purpose)


def a_proven_address(world: World) -> Call:
    prove_both(world, CodePurpose.EMAIL)
    return Call(body={"email": NEW_EMAIL})


def a_proven_phone(world: World) -> Call:
    prove_both(world, CodePurpose.PHONE)
    return Call(body={"phone_number": NEW_PHONE})


def a_whole_profile(world: World) -> Call:
    """As the web sends it: FormData, unset values as texts."""
    fields: dict[str, object] = {
        "id": world.siti.user.pk,
        "username": "siti",
        "full_name": "Siti Rahayu",
        "no_hp": own_phone(world),
        "no_hp_business": "081298765432",
        "address": "Jl. Melati 1",
        "gender": 2,
        "business_logo": "",
        "brand_name": "Melati Hijab",
        "partner_category_name": "Fashion",
        "business_type_id": 2,
        "business_location": find_cities("bandung")[0].text,
        "email": world.siti.user.email,
        "city_code": "undefined",
    }
    return Call(body=fields, encoding="multipart")


def a_profile_with_nothing_in_it(world: World) -> Call:
    names = ("id", "full_name", "no_hp_business", "address", "gender", "brand_name", "business_type_id")
    return Call(body=dict.fromkeys(names, "null"), encoding="multipart")


def a_profile_with_a_logo(world: World) -> Call:
    return Call(body={"id": world.siti.user.pk, "business_logo": Upload()}, encoding="multipart")


def is_on_her_profile(world: World, reply: Reply) -> None:
    profile = send(catalogue()["accounts.profile.me"], Call(), token=world.siti.token).data
    assert (profile["partner_business_name"], profile["user_gender"]) == ("Melati Hijab", "Perempuan")
    assert profile["partner_category_name"] == "Fashion"


def a_push_token(world: World) -> Call:
    return Call(body={"user_id": world.siti.user.pk, "fcm_token": "fMFJVmT_vCk"})


def her_session_has_ended(world: World, reply: Reply) -> None:
    assert send(catalogue()["accounts.profile.me"], Call(), token=world.siti.token).http == 401


CODE_CASES = [
    Case(row="accounts.otp.send_email.v1", call=nothing, bad=[]),
    Case(
        row="accounts.otp.pin.check",
        call=a_pin_code,
        also=[a_wrong_pin_code],
        bad=[Bad(why="letters", body={"otp": "abcd"}), Bad(why="left out", body={"otp": LEFT_OUT})],
        after=lets_her_set_a_pin,
    ),
    Case(
        row="accounts.otp.whatsapp_send",
        call=her_whatsapp,
        also=[her_whatsapp_as_the_web_sends_it],
        bad=[*bad_numbers("no_hp"), TOO_SOON],
    ),
    Case(
        row="accounts.otp.whatsapp_check",
        call=a_bank_code,
        also=[a_bank_code_as_a_number],
        bad=bad_codes(CodePurpose.BANK_ACCOUNT, code=1001),
    ),
    Case(
        row="accounts.otp.sms.send.v2",
        call=her_phone,
        also=[a_new_phone],
        bad=[
            *bad_numbers("phone_number"),
            Bad(why="unknown session", body={"session": "apa saja"}),
            TOO_SOON,
        ],
    ),
    Case(
        row="accounts.otp.sms.check.v2",
        call=an_sms_code,
        bad=[
            *bad_codes(CodePurpose.BANK_ACCOUNT, code=400, message="Failed to verification OTP."),
            Bad(why="unknown session", body={"session": "apa saja"}),
        ],
    ),
    Case(row="accounts.otp.sms.v1", call=her_phone_only, bad=[*bad_numbers("phone_number"), TOO_SOON]),
    Case(
        row="accounts.otp.sms.check.v1",
        call=a_bank_code,
        bad=bad_codes(CodePurpose.BANK_ACCOUNT, code=400, message="Failed to verification OTP."),
    ),
    Case(
        row="accounts.otp.email.send",
        call=her_address,
        also=[a_new_address],
        bad=[
            Bad(why="somebody else's address", body={"email": "rina@example.com"}),
            Bad(why="a taken one", body={"email": "rina@example.com", "session": "update email"}),
            Bad(why="no address", body={"email": "siti"}),
        ],
    ),
    Case(
        row="accounts.otp.email.check",
        call=an_email_code,
        also=[a_code_of_the_new_address],
        bad=bad_codes(CodePurpose.IDENTITY, code=1001),
    ),
]
CONTACT_CASES = [
    Case(
        row="accounts.profile.update",
        call=a_whole_profile,
        also=[a_profile_with_nothing_in_it, a_profile_with_a_logo],
        bad=[
            Bad(why="somebody else's id", body={"id": 999_999_999}),
            Bad(why="long business name", body={"brand_name": "a" * 31}),
            Bad(why="forbidden sign", body={"brand_name": "Toko / Melati"}),
            Bad(why="short business phone", body={"no_hp_business": "0812"}),
            Bad(why="unknown sector", body={"partner_category_name": "Sihir"}),
            Bad(why="unknown type", body={"business_type_id": 12345}),
            Bad(why="unknown city", body={"business_location": "Atlantis"}),
            Bad(why="unknown gender", body={"gender": 7}),
        ],
        after=is_on_her_profile,
    ),
    Case(
        row="accounts.profile.username",
        call=another_name,
        bad=[
            Bad(why="taken", body={"username": "rina"}, http=200, code=1009),
            Bad(why="her own", body={"username": "siti"}, http=400),
            Bad(why="forbidden signs", body={"username": "a b"}, http=400),
        ],
    ),
    Case(
        row="accounts.profile.email_link",
        call=another_address,
        also=[the_same_address],
        bad=[
            Bad(why="taken", body={"email": "rina@example.com"}, http=200, code=1009),
            Bad(why="no address", body={"email": "rina"}),
        ],
    ),
    Case(
        row="accounts.profile.phone_old",
        call=another_phone_the_old_way,
        bad=[
            Bad(why="another number", body={"no_handphone": "085700002222"}),
            Bad(why="no number", body={"no_handphone": "x"}),
        ],
    ),
    Case(
        row="accounts.profile.update_email",
        call=a_proven_address,
        bad=[
            Bad(why="another address", body={"email": "lain@example.com"}),
            Bad(why="no address", body={"email": "x"}),
        ],
        after=her_session_has_ended,
    ),
    Case(
        row="accounts.profile.update_phone",
        call=a_proven_phone,
        bad=[
            Bad(why="another number", body={"phone_number": "085700002222"}),
            Bad(why="no number", body={"phone_number": "x"}),
        ],
        after=her_session_has_ended,
    ),
    Case(
        row="accounts.email.check_used",
        call=lambda world: in_query(NEW_EMAIL),
        bad=[
            Bad(why="taken", query={"email": "rina@example.com"}, http=400, code=1001),
            *BAD_EMAIL_IN_QUERY,
        ],
    ),
    Case(
        row="accounts.phone.check_used",
        call=lambda world: Call(query={"phone_number": NEW_PHONE}),
        bad=[
            Bad(why="taken", query={"phone_number": "081234567890"}, http=400, code=1001),
            Bad(why="left out", query={"phone_number": LEFT_OUT}),
        ],
    ),
    Case(
        row="accounts.activity.check",
        call=her_address,
        bad=[Bad(why="unknown", body={"activity": "DANCE"}), Bad(why="none", body={"activity": LEFT_OUT})],
    ),
    Case(
        row="accounts.fcm_token.update",
        call=a_push_token,
        bad=[
            Bad(why="somebody else's id", body={"user_id": 999_999_999}),
            Bad(why="long", body={"fcm_token": "x" * 600}),
        ],
    ),
]
CODE_AND_CONTACT_CASES = [*CODE_CASES, *CONTACT_CASES]

"""Cases of the finance app."""

from accounts.models import OneTimeCode
from accounts.services import check_pin, set_pin
from finance.models import BankAccount, Withdrawal
from shipping.sandbox.bank import holder
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.finance_figures import CASES as FIGURE_CASES
from tests.contract.cases.finance_income import CASES as INCOME_CASES
from tests.contract.cases.finance_payouts import CASES as PAYOUT_CASES
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import (
    confirm_pin,
    fund,
    make_bank_account,
    make_withdrawal,
    owe,
    prove_bank_code,
)
from tests.factories.orders import move_parcel

UNKNOWN = 999_999_999
TAKEN = "Nomor Rekening Sudah digunakan"
PIN = "123456"


def nothing(world: World) -> Call:
    return Call()


def a_purse(world: World) -> Call:
    """Money earned, money pending, money held."""
    market = world.market
    fund(world.siti.partner, 100_000)
    market.transfer_order()
    move_parcel(market, market.packed(), "delivered")
    return Call(query={"partner_id": world.siti.partner_id})


def a_statement(world: World) -> Call:
    return a_purse(world).but(query={"page": 1, "limits": 20, "search": "", "filter": 0})


def bank_accounts(world: World) -> Call:
    make_bank_account(world.siti.partner, "0012300456", account_name="Siti Melati")
    return Call()


def a_bank_account(world: World) -> Call:
    make_bank_account(world.siti.partner, "0012300456", account_name="Siti Melati")
    other = make_bank_account(world.siti.partner, "0012300457", account_name="Siti Melati", is_default=False)
    confirm_pin(world.siti.partner)
    return Call(path={"bank_account_id": other.pk})


def a_new_account(world: World) -> Call:
    prove_bank_code(world.siti.partner)
    body = {"bank_name": "BRI", "account_name": "Chandra Sama", "account_no": 12187837763176, "note": "baru"}
    return Call(body=body)


def a_new_account_v3(world: World) -> Call:
    named = {"bank_name": "Bank Central Asia", "bank_code": "BCA", "account_no": "0405671231"}
    return a_new_account(world).but(body=named)


def another_number(world: World) -> Call:
    body = {"bank_name": "BRI", "account_name": "Chandra Sama", "account_no": "0099887766", "note": ""}
    return a_bank_account(world).but(body=body)


def a_free_account(world: World) -> Call:
    body = {
        "bank_name": "MANDIRI",
        "account_name": "My Bank",
        "account_no": 1800002124512,
        "user_id": world.siti.user.pk,
    }
    return Call(body=body)


def a_number(world: World) -> Call:
    return Call(body={"bank_name": "BCA", "account_no": "0012300456"})


def is_the_banks_name(world: World, reply: Reply) -> None:
    row = BankAccount.objects.get(partner=world.siti.partner, account_no="12187837763176")
    assert (row.bank_name, row.is_default) == ("BRI", True)
    assert row.account_name == holder("BRI", "12187837763176") != "Chandra Sama"


def has_both_names(world: World, reply: Reply) -> None:
    assert reply.json["code"] == 201
    row = BankAccount.objects.get(partner=world.siti.partner, account_no="0405671231")
    assert (row.bank_code, row.bank_name) == ("BCA", "Bank Central Asia")


def is_gone(world: World, reply: Reply) -> None:
    assert not BankAccount.objects.active().filter(account_no="0012300457").exists()


def forget_the_code(world: World) -> None:
    OneTimeCode.objects.all().delete()


def rina_has_it(world: World) -> None:
    for bank, number in (("BRI", "12187837763176"), ("BCA", "0405671231"), ("MANDIRI", "1800002124512")):
        make_bank_account(
            world.rina.partner, number, bank_code=bank, bank_name=bank, account_name="Rina", is_default=False
        )


def rina_has_it_and_owes(world: World) -> None:
    rina_has_it(world)
    owe(world.rina.partner)


def six_accounts(world: World) -> None:
    for number in range(6):
        make_bank_account(world.siti.partner, f"55566677{number}", is_default=number == 0)


def make_it_the_default(world: World) -> None:
    BankAccount.objects.filter(partner=world.siti.partner, is_default=True).update(is_default=False)
    BankAccount.objects.filter(account_no="0012300457").update(is_default=True)


def a_nominal(world: World) -> Call:
    fund(world.siti.partner, 100_000)
    return Call(query={"withdrawal_request_nominal": 50_000})


def a_request(world: World) -> Call:
    """As the web client sends it after the PIN dialog."""
    account = make_bank_account(world.siti.partner, "0012300456", account_name="Siti Melati")
    fund(world.siti.partner, 100_000)
    set_pin(world.siti.user.pk, PIN)
    check_pin(world.siti.user.pk, PIN)
    body = {
        "user_id": world.siti.user.pk,
        "transaction_type": "withdraw_to_me",
        "nominal": 50_000,
        "bank_name": account.bank_name,
        "bank_no": account.account_no,
        "bank_owner_name": account.account_name,
        "notes": "-",
    }
    return Call(body=body)


def withdrawals(world: World) -> Call:
    make_withdrawal(world.siti.partner)
    return Call(
        query={"user_id": world.siti.user.pk, "page": 1, "limit": 5, "start_date": "", "end_date": ""}
    )


def a_withdrawal(world: World) -> Call:
    return Call(path={"id": make_withdrawal(world.siti.partner).pk})


def waits_for_approval(world: World, reply: Reply) -> None:
    row = Withdrawal.objects.get(pk=reply.data["id"])
    assert (row.partner_id, row.amount_rp) == (world.siti.partner_id, 50_000)


def ask_before(world: World) -> None:
    make_withdrawal(world.siti.partner, 10_000)


def forget_the_pin_check(world: World) -> None:
    world.siti.user.pin.__class__.objects.filter(user=world.siti.user).update(checked_at=None)


def forget_the_account(world: World) -> None:
    BankAccount.objects.filter(partner=world.siti.partner).update(account_no="9999999999")


UNKNOWN_ACCOUNT = [
    Bad(why="unknown", path={"bank_account_id": UNKNOWN}, http=400),
    Bad(why="huge id", path={"bank_account_id": 10**25}),
]
BAD_NUMBER = [
    Bad(why="too short", body={"account_no": "1234"}),
    Bad(why="too long", body={"account_no": "1" * 21}),
    Bad(why="in words", body={"account_no": "satu dua tiga"}),
    Bad(why="an unknown bank", body={"bank_name": "BANKU", "bank_code": "BANKU"}),
    Bad(why="nobody's number", body={"account_no": "77770404"}),
    Bad(why="the bank is down", body={"account_no": "77770500"}),
]
NOT_CONFIRMED = [Bad(why="without a fresh PIN", arrange=forget_the_pin_check)]
BAD_ACCOUNT = [
    *BAD_NUMBER,
    *NOT_CONFIRMED,
    Bad(why="no name", body={"account_name": LEFT_OUT}),
    Bad(why="the seventh", arrange=six_accounts),
]

FOREIGN_PARTNER = [Bad(why="a partner she does not serve", query={"partner_id": UNKNOWN}, http=400)]
BAD_PERIOD = [Bad(why="date in words", query={"start_date": "kemarin"})]

CASES = [
    *INCOME_CASES,
    Case(row="finance.bank_account.list", call=bank_accounts),
    Case(row="finance.bank_account.detail", call=a_bank_account, bad=UNKNOWN_ACCOUNT),
    *(
        Case(
            row=f"finance.bank_account.store.{version}",
            call=a_new_account,
            bad=[
                *BAD_ACCOUNT,
                Bad(why="without a code", arrange=forget_the_code, http=200, code=1001),
                Bad(why="somebody else's", arrange=rina_has_it, http=200, code=1001, message=TAKEN),
                Bad(why="a debtor's", arrange=rina_has_it_and_owes, body={"note": ""}, http=200, code=1001),
            ],
            after=is_the_banks_name,
        )
        for version in ("v1", "v2")
    ),
    Case(
        row="finance.bank_account.store.v3",
        call=a_new_account_v3,
        bad=[*BAD_ACCOUNT[:6], Bad(why="somebody else's", arrange=rina_has_it, http=409, message=TAKEN)],
        after=has_both_names,
    ),
    Case(
        row="finance.bank_account.update",
        call=another_number,
        bad=[*UNKNOWN_ACCOUNT, *BAD_NUMBER, *NOT_CONFIRMED],
    ),
    Case(
        row="finance.bank_account.delete",
        call=a_bank_account,
        bad=[
            *UNKNOWN_ACCOUNT,
            *NOT_CONFIRMED,
            Bad(why="the default one", arrange=make_it_the_default, http=400),
        ],
        after=is_gone,
    ),
    Case(
        row="finance.bank_account.check",
        call=a_free_account,
        bad=[
            *BAD_NUMBER[:4],
            Bad(why="another user", body={"user_id": UNKNOWN}),
            Bad(why="somebody else's", arrange=rina_has_it, http=400, code=1001, message=TAKEN),
            Bad(
                why="her name",
                arrange=rina_has_it,
                body={"account_no": 987654, "account_name": "RINA"},
                code=1001,
            ),
            Bad(why="a debtor's", arrange=rina_has_it_and_owes, http=400, code=1002),
        ],
    ),
    Case(
        row="finance.bank.list",
        call=nothing,
        stranger_may="banks are the same for everybody",
    ),
    Case(
        row="finance.bank.owner",
        call=a_number,
        bad=BAD_NUMBER,
        stranger_may="every seller may ask for the holder of the account she wants to add",
    ),
    Case(row="finance.dashboard.balance_summary", call=a_purse, bad=FOREIGN_PARTNER),
    Case(row="finance.dashboard.cashback_summary", call=a_purse, bad=[*FOREIGN_PARTNER, *BAD_PERIOD]),
    Case(
        row="finance.transaction_balance.list.v1",
        call=a_statement,
        bad=[*FOREIGN_PARTNER, *BAD_PERIOD],
        unseen={"data.data[].claim_retur": "return claims are not built yet"},
    ),
    Case(
        row="finance.transactions.list.v2",
        call=a_statement,
        bad=[*FOREIGN_PARTNER, *BAD_PERIOD],
    ),
    Case(row="finance.saldo.get", call=nothing),
    Case(
        row="finance.withdrawals.check_possible",
        call=a_nominal,
        bad=[Bad(why="in words", query={"withdrawal_request_nominal": "semua"})],
    ),
    Case(
        row="finance.withdrawals.request",
        call=a_request,
        bad=[
            Bad(why="over the balance", body={"nominal": 900_000}),
            Bad(why="below the least", body={"nominal": 9_999}),
            Bad(why="in words", body={"nominal": "semua"}),
            Bad(why="no bank", body={"bank_no": LEFT_OUT}),
            Bad(why="another account", arrange=forget_the_account),
            Bad(why="another user", body={"user_id": UNKNOWN}),
            Bad(why="without a fresh PIN", arrange=forget_the_pin_check),
            Bad(why="one is open already", arrange=ask_before, http=400, code=400),
        ],
        after=waits_for_approval,
    ),
    Case(
        row="finance.withdrawals.list",
        call=withdrawals,
        bad=[Bad(why="another user", query={"user_id": UNKNOWN}), *BAD_PERIOD],
    ),
    Case(
        row="finance.withdrawals.detail",
        call=a_withdrawal,
        bad=[Bad(why="unknown", path={"id": UNKNOWN}), Bad(why="huge id", path={"id": 10**25})],
    ),
    *PAYOUT_CASES,
    *FIGURE_CASES,
]

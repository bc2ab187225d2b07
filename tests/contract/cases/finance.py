"""Cases of the finance app."""

from accounts.services import check_pin, set_pin
from finance.models import BankAccount, Withdrawal
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import fund, make_bank_account, make_withdrawal
from tests.factories.orders import move_parcel

UNKNOWN = 999_999_999
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


FOREIGN_PARTNER = [Bad(why="a partner she does not serve", query={"partner_id": UNKNOWN}, http=400)]
BAD_PERIOD = [Bad(why="date in words", query={"start_date": "kemarin"})]

CASES = [
    Case(row="finance.bank_account.list", call=bank_accounts),
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
]

"""Sellers with money, parcels with terms, and ways to look at the books."""

from typing import Any

from django.db import transaction

from accounts.models import Partner, Pin, User
from accounts.services import send_code
from finance import chart, rules
from finance.chart import AccountRef
from finance.models import Account, BankAccount, ParcelMoney, Posting, Withdrawal
from finance.selectors.proof import ledger_proof
from finance.services import (
    approve_withdrawal,
    open_parcel,
    receive_return,
    record_top_up,
    request_withdrawal,
    ship_parcel,
    start_return,
)
from finance.states import PaymentMethod
from finance.terms import ParcelTerms
from finance.transfer_proofs import ProofFile
from komship.core.audit import Actor
from komship.lib import clock
from tests.factories.accounts import make_operator
from tests.factories.codes import type_code
from tests.factories.pictures import picture

WATI = Actor(user_id=None, label="wati", channel="admin")


def owner_of(partner: Partner) -> Actor:
    return Actor(user_id=partner.owner_id, label=partner.owner.username, channel="web")


def confirm_pin(partner: Partner) -> None:
    """As if the owner had just typed her PIN."""
    Pin.objects.update_or_create(user_id=partner.owner_id, defaults={"checked_at": clock.now()})


def fund(partner: Partner, amount_rp: int, reference: str = "") -> None:
    with transaction.atomic():
        record_top_up(partner.pk, amount_rp=amount_rp, reference=reference or f"TOP{partner.pk}-{amount_rp}")


def cod_terms(partner: Partner, reference: str = "KOM1", **changes: Any) -> ParcelTerms:
    """Goods of 100000 and JNE REG19 for 14000: fee 3192, cashback 3500, net 100308."""
    return _terms(partner, reference, PaymentMethod.COD, changes)


def transfer_terms(partner: Partner, reference: str = "KOM2", **changes: Any) -> ParcelTerms:
    """The same parcel paid by transfer: 10500 are held."""
    return _terms(partner, reference, PaymentMethod.BANK_TRANSFER, changes)


def _terms(partner: Partner, reference: str, method: PaymentMethod, changes: dict[str, Any]) -> ParcelTerms:
    values: dict[str, Any] = {"goods_rp": 100_000, "shipping_rp": 14_000, "cashback_rp": 3_500} | changes
    values.setdefault("collect_rp", values["goods_rp"] + values["shipping_rp"])
    fee_rp = rules.cod_fee(values["collect_rp"], 280) if method == PaymentMethod.COD else 0
    values.setdefault("cod_fee_rp", fee_rp)
    values.setdefault("cod_fee_vat_rp", rules.vat_share(values["cod_fee_rp"], 1_100))
    net_rp = rules.net_income(
        collect_rp=values["collect_rp"],
        shipping_rp=values["shipping_rp"],
        cashback_rp=values["cashback_rp"],
        cod_fee_rp=values["cod_fee_rp"],
    )
    values.setdefault("net_rp", net_rp)
    named: dict[str, Any] = {"reference": reference, "partner_id": partner.pk, "method": method}
    return ParcelTerms(**named | values)


def open_in(terms: ParcelTerms) -> ParcelMoney:
    with transaction.atomic():
        return open_parcel(terms)


def shipped(terms: ParcelTerms) -> ParcelMoney:
    with transaction.atomic():
        open_parcel(terms)
        return ship_parcel(terms.reference)


def owe(partner: Partner) -> int:
    """An unpaid return: the balance is negative. Returns it."""
    terms = cod_terms(partner, reference=f"OWED{partner.pk}")
    shipped(terms)
    with transaction.atomic():
        start_return(terms.reference)
        receive_return(terms.reference, received_at=clock.now())
    return balance(chart.seller_available(partner.pk))


def make_bank_account(partner: Partner, account_no: str = "0981238787", **changes: Any) -> BankAccount:
    values = {"bank_name": "BCA", "bank_code": "BCA", "account_name": "Siti Aminah", "is_default": True}
    return BankAccount.objects.create(partner=partner, account_no=account_no, **values | changes)


def prove_bank_code(partner: Partner) -> None:
    """As if the owner had just typed her PIN and the code for a bank account."""
    confirm_pin(partner)
    send_code(partner.owner, purpose="bank_account", channel="email", address=partner.owner.email)
    type_code(partner.owner, "bank_account")


def make_withdrawal(partner: Partner, amount_rp: int = 50_000) -> Withdrawal:
    """A request of a seller who has exactly enough money and a confirmed PIN."""
    bank_account = BankAccount.objects.filter(partner=partner).first() or make_bank_account(partner)
    fund(partner, amount_rp, reference=f"TOPWD{Withdrawal.objects.count()}-{partner.pk}")
    confirm_pin(partner)
    return request_withdrawal(
        partner.pk, actor=owner_of(partner), bank_account_id=bank_account.pk, amount_rp=amount_rp
    )


def make_approved(partner: Partner, amount_rp: int = 50_000) -> Withdrawal:
    return approve_withdrawal(make_withdrawal(partner, amount_rp).pk, actor=WATI)


def operator(username: str) -> Actor:
    """Somebody of ops, for decisions that two people sign."""
    known = User.objects.filter(username=username).first() or make_operator(username)
    return Actor(user_id=known.pk, label=username, channel="admin")


def proof_file(*, width: int = 400, name: str = "bukti.png") -> ProofFile:
    """A picture of a transfer; another width is another file."""
    return ProofFile(name, picture(width, 400, kind="PNG"))


def balance(ref: AccountRef) -> int:
    """What the postings say, whatever the cache says."""
    amounts = Posting.objects.filter(account__code=ref.code).values_list("amount_rp", flat=True)
    total = sum(amounts)
    if ref.is_cached:
        assert Account.objects.balance_of(ref) == total
    return total


def purse(partner: Partner) -> tuple[int, int, int]:
    """Available, held, withdrawing."""
    return (
        balance(chart.seller_available(partner.pk)),
        balance(chart.seller_held(partner.pk)),
        balance(chart.seller_withdrawing(partner.pk)),
    )


def assert_proven() -> None:
    report = ledger_proof()
    assert report.is_true, [check for check in report.checks if not check.is_true]

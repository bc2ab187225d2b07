from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.selectors.pin import has_recent_pin_check
from accounts.states import PartnerStatus
from finance import chart, rules
from finance.errors import (
    AboveWithdrawalLimit,
    AccountResting,
    AmountTooSmall,
    BalanceTooLow,
    PartnerOnHold,
    PinRequired,
    UnknownBankAccount,
    WithdrawalOpen,
)
from finance.models import Account, BankAccount, Withdrawal
from finance.selectors.balances import parcel_expectations
from finance.services._transition import record_withdrawal
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, WithdrawalStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.money import rupiah


def request_withdrawal(
    partner_id: int, *, actor: Actor, bank_account_id: int, amount_rp: int, note: str = ""
) -> Withdrawal:
    """Ask for money: it moves from available to withdrawing at once (decision 20).

    Whole rupiah, at least 10000, at most available less the reserve for returns on their way. Locks the
    seller's accounts, so that requests of one seller queue. Raises PinRequired without a PIN check in
    the last minutes, UnknownBankAccount, AccountResting, PartnerOnHold, AmountTooSmall, WithdrawalOpen,
    BalanceTooLow, AboveWithdrawalLimit.
    """
    if actor.user_id is None or not has_recent_pin_check(actor.user_id):
        raise PinRequired(_("Masukkan PIN dulu untuk menarik saldo."))
    if amount_rp < rules.MINIMUM_WITHDRAWAL_RP:
        minimum = rupiah(rules.MINIMUM_WITHDRAWAL_RP)
        text = _("Minimal penarikan %(minimum)s.") % {"minimum": minimum}
        raise AmountTooSmall(text, fields={"nominal": [text]})
    with transaction.atomic():
        bank_account = _bank_account(partner_id, bank_account_id)
        reserve_rp = _refuse_unless_possible(partner_id, amount_rp)
        withdrawal = _insert(actor.user_id, bank_account, amount_rp, note)
        post_entry(
            Draft(
                kind=EntryKind.WITHDRAWAL,
                key=f"withdrawal:{withdrawal.number}",
                lines=[
                    debit(chart.seller_available(partner_id), amount_rp, keep_rp=reserve_rp),
                    credit(chart.seller_withdrawing(partner_id), amount_rp),
                ],
                reference=withdrawal.number,
                actor=actor.label[:80],
            )
        )
        record_withdrawal(withdrawal, None, actor=actor, note=note)
        return withdrawal


def _bank_account(partner_id: int, bank_account_id: int) -> BankAccount:
    accounts = BankAccount.objects.for_partner(partner_id).active().select_related("partner")
    found = accounts.filter(pk=bank_account_id).first()
    if found is None:
        text = _("Rekening tujuan tidak ditemukan.")
        raise UnknownBankAccount(text, fields={"bank_no": [text]})
    if found.partner.status != PartnerStatus.ACTIVE:
        raise PartnerOnHold(_("Penarikan saldo sedang ditahan. Hubungi tim Komship."))
    if found.rests_until_at is not None and found.is_resting(clock.now()):
        raise AccountResting(until_text=f"{clock.wib(found.rests_until_at):%d-%m-%Y %H.%M}")
    return found


def _refuse_unless_possible(partner_id: int, amount_rp: int) -> int:
    """Under the seller's lock: one open request, enough money. Returns the reserve that must stay."""
    available = chart.seller_available(partner_id)
    locked = Account.objects.lock([available, chart.seller_withdrawing(partner_id)])
    balance_rp = locked[available.code].balance_rp or 0
    if Withdrawal.objects.for_partner(partner_id).open().exists():
        raise WithdrawalOpen(_("Masih ada penarikan yang belum selesai."))
    if amount_rp > balance_rp:
        raise BalanceTooLow(balance_rp=balance_rp, needed_rp=amount_rp)
    reserve_rp = parcel_expectations(partner_id).reserve_rp
    maximum_rp = rules.withdrawable(available_rp=balance_rp, reserve_rp=reserve_rp)
    if amount_rp > maximum_rp:
        raise AboveWithdrawalLimit(
            _("Paling banyak %(maximum)s; sisanya cadangan untuk retur yang belum sampai.")
            % {"maximum": rupiah(maximum_rp)},
            maximum_rp=maximum_rp,
            reserve_rp=reserve_rp,
        )
    return reserve_rp


def _insert(user_id: int, bank_account: BankAccount, amount_rp: int, note: str) -> Withdrawal:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('finance_withdrawal', 'id'))")
        pk = int(cursor.fetchone()[0])
    now = clock.now()
    withdrawal = Withdrawal(
        pk=pk,
        number=f"WD{clock.wib(now):%y%m%d}{pk:06d}",
        partner_id=bank_account.partner_id,
        user_id=user_id,
        bank_account=bank_account,
        bank_name=bank_account.bank_name,
        account_no=bank_account.account_no,
        account_name=bank_account.account_name,
        amount_rp=amount_rp,
        status=WithdrawalStatus.REQUESTED,
        seller_note=note[:255],
        requested_at=now,
        updated_at=now,
    )
    withdrawal.save(force_insert=True)
    return withdrawal

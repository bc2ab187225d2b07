"""What money use-cases may refuse."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from komship.lib.errors import (
    Conflict,
    DomainError,
    InvalidInput,
    Locked,
    NotAllowed,
    NotFound,
    Unavailable,
)


@dataclass(frozen=True, slots=True)
class Debt:
    """What another user of the same bank account owes; `balance_rp` is negative."""

    user_id: int
    email: str
    balance_rp: int


class BalanceTooLow(DomainError):
    """Available money does not cover the amount and what must stay."""

    code = "balance_too_low"

    def __init__(self, *, balance_rp: int, needed_rp: int, keep_rp: int = 0) -> None:
        super().__init__(
            _("Saldo kamu tidak cukup."), balance_rp=balance_rp, needed_rp=needed_rp, keep_rp=keep_rp
        )


class NegativeBalance(DomainError):
    """Unpaid returns must be settled by a top-up before new parcels are taken."""

    code = "negative_balance"


class KeyReused(Conflict):
    """An idempotency key came back with another entry behind it."""

    code = "ledger_key_reused"


class TermsChanged(Conflict):
    """A parcel was opened again with other terms, or amended after it left."""

    code = "parcel_terms_changed"


class StageRefused(Conflict):
    """The parcel cannot go where it was told to go."""

    code = "parcel_stage_refused"


class AmountTooSmall(InvalidInput):
    code = "amount_too_small"


class AmountTooLarge(InvalidInput):
    code = "amount_too_large"


class TooManyTopUps(Locked):
    code = "too_many_top_ups"

    def __init__(self, *, most: int) -> None:
        text = _("Ada %(most)d isi saldo yang belum dibayar. Bayar atau tunggu sampai kedaluwarsa dulu.")
        super().__init__(text % {"most": most})


class TopUpOff(Unavailable):
    code = "top_up_off"

    def __init__(self) -> None:
        super().__init__(_("Isi saldo belum tersedia. Hubungi tim Komship."))


class TopUpNotFound(NotFound):
    code = "top_up_not_found"

    def __init__(self) -> None:
        super().__init__(_("Isi saldo tidak ditemukan."))


class NewsTooLarge(InvalidInput):
    code = "news_too_large"


class ChargeUnknown(NotFound):
    """Nothing was charged under this key, so nothing can be given back."""

    code = "charge_unknown"


class AboveWithdrawalLimit(DomainError):
    """The balance would cover it, but part of it is reserved for returns on their way back."""

    code = "above_withdrawal_limit"


class WithdrawalOpen(Conflict):
    """One open withdrawal at a time."""

    code = "withdrawal_open"


class PinRequired(NotAllowed):
    code = "pin_required"


class UnknownBankAccount(InvalidInput):
    code = "unknown_bank_account"


class PartnerOnHold(NotAllowed):
    code = "partner_on_hold"


class SecondPersonNeeded(Conflict):
    """Who made it may not be who signs it."""

    code = "second_person_needed"


class InPayoutBatch(Conflict):
    """A batch waits for the bank's word on this withdrawal."""

    code = "in_payout_batch"

    def __init__(self, *, number: str) -> None:
        text = _("Penarikan ini ada di batch %(number)s. Keluarkan dulu, atau tunggu hasil bank.")
        super().__init__(text % {"number": number})


class ResolutionRefused(Conflict):
    """A difference with a courier cannot end like this, or not yet."""

    code = "resolution_refused"


class PersonNeeded(NotAllowed):
    """Decisions that are signed need somebody who can be asked about them."""

    code = "person_needed"

    def __init__(self) -> None:
        super().__init__(_("Keputusan ini hanya bisa dibuat oleh orang."))


class BankAccountNotFound(NotFound):
    code = "bank_account_not_found"

    def __init__(self) -> None:
        super().__init__(_("Rekening tidak ditemukan."))


class BankUnknown(InvalidInput):
    code = "bank_unknown"

    def __init__(self) -> None:
        text = _("Bank tidak dikenal.")
        super().__init__(text, fields={"bank": [text]})


class AccountNumberMalformed(InvalidInput):
    code = "account_number_malformed"

    def __init__(self) -> None:
        text = _("Nomor rekening terdiri dari 5 sampai 20 angka.")
        super().__init__(text, fields={"account_no": [text]})


class OwnerUnknown(InvalidInput):
    """The bank knows no such account."""

    code = "bank_owner_unknown"

    def __init__(self) -> None:
        text = _("Bank tidak mengenal nomor rekening ini. Periksa lagi nomornya.")
        super().__init__(text, fields={"account_no": [text]})


class OwnerNameMissing(InvalidInput):
    """Nobody can be asked, so the seller has to say it."""

    code = "bank_owner_missing"

    def __init__(self) -> None:
        text = _("Isi nama pemilik rekening.")
        super().__init__(text, fields={"account_name": [text]})


class LookupOff(Unavailable):
    code = "bank_lookup_off"

    def __init__(self) -> None:
        super().__init__(_("Pemeriksaan rekening belum tersedia."))


class LookupDown(Unavailable):
    code = "bank_lookup_down"

    def __init__(self) -> None:
        super().__init__(_("Bank sedang tidak bisa dihubungi. Coba lagi sebentar."))


class TooManyInquiries(Locked):
    code = "too_many_bank_inquiries"

    def __init__(self) -> None:
        super().__init__(_("Terlalu banyak rekening diperiksa hari ini. Coba lagi besok."))


class AccountNumberTaken(Conflict):
    code = "account_number_taken"

    def __init__(self) -> None:
        super().__init__(_("Nomor Rekening Sudah digunakan"))


class AccountNameTaken(Conflict):
    code = "account_name_taken"

    def __init__(self) -> None:
        super().__init__(_("Nama telah digunakan sebelumnya"))


class AccountInDebt(Conflict):
    """The account belongs to sellers with a negative balance; `debts` are theirs."""

    code = "account_in_debt"

    def __init__(self, debts: list[Debt]) -> None:
        super().__init__(_("Rekening ini terhubung dengan akun lain yang saldonya minus."), debts=debts)
        self.debts = debts


class TooManyAccounts(Conflict):
    code = "too_many_bank_accounts"

    def __init__(self, *, most: int) -> None:
        super().__init__(_("Paling banyak %(most)d rekening.") % {"most": most})


class DefaultAccountKept(Conflict):
    code = "default_bank_account"

    def __init__(self) -> None:
        super().__init__(_("Rekening utama tidak bisa dihapus. Pilih rekening utama yang lain dulu."))


class AccountInUse(Conflict):
    code = "bank_account_in_use"

    def __init__(self) -> None:
        super().__init__(_("Rekening ini tujuan penarikan yang belum selesai."))


class AccountResting(Conflict):
    """A new or changed account takes no withdrawals for a day."""

    code = "bank_account_resting"

    def __init__(self, *, until_text: str) -> None:
        super().__init__(_("Rekening ini baru bisa dipakai setelah %(time)s WIB.") % {"time": until_text})

"""What money use-cases may refuse."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, DomainError, InvalidInput, NotAllowed


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

"""The chart of accounts: which account a posting goes to, by code. Pure names, no rows."""

from dataclasses import dataclass

from finance.states import SELLER_KINDS, AccountKind


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by its code. The row is made the first time something is posted to it."""

    code: str
    kind: AccountKind
    holder_id: int | None = None

    @property
    def is_cached(self) -> bool:
        return self.kind in SELLER_KINDS

    @property
    def may_go_negative(self) -> bool:
        """Return charges may overdraw available money; what is set aside may never be overdrawn."""
        return self.kind not in (
            AccountKind.SELLER_HELD,
            AccountKind.SELLER_WITHDRAWING,
            AccountKind.SELLER_POINTS,
        )


def seller_available(partner_id: int) -> AccountRef:
    return AccountRef(f"seller:{partner_id}:available", AccountKind.SELLER_AVAILABLE, partner_id)


def seller_held(partner_id: int) -> AccountRef:
    return AccountRef(f"seller:{partner_id}:held", AccountKind.SELLER_HELD, partner_id)


def seller_withdrawing(partner_id: int) -> AccountRef:
    return AccountRef(f"seller:{partner_id}:withdrawing", AccountKind.SELLER_WITHDRAWING, partner_id)


def seller_points(partner_id: int) -> AccountRef:
    """KomPoints, a rupiah each: given by us, never withdrawn."""
    return AccountRef(f"seller:{partner_id}:points", AccountKind.SELLER_POINTS, partner_id)


BANK = AccountRef("bank", AccountKind.ASSET)
GATEWAY = AccountRef("gateway", AccountKind.ASSET)
COD_RECEIVABLE = AccountRef("courier:cod_receivable", AccountKind.ASSET)
CLAIM_RECEIVABLE = AccountRef("courier:claim_receivable", AccountKind.ASSET)
# What we owe couriers apart from the cash they bring: fees they bill, and money that came by mistake.
COURIER_PAYABLE = AccountRef("courier:payable", AccountKind.LIABILITY)
VAT_OUTPUT = AccountRef("vat:output", AccountKind.LIABILITY)
SHIPPING_REVENUE = AccountRef("rev:shipping", AccountKind.REVENUE)
RETURN_REVENUE = AccountRef("rev:return_shipping", AccountKind.REVENUE)
COD_FEE_REVENUE = AccountRef("rev:cod_fee", AccountKind.REVENUE)
SERVICE_REVENUE = AccountRef("rev:service", AccountKind.REVENUE)
FULFILMENT_REVENUE = AccountRef("rev:fulfilment", AccountKind.REVENUE)
CASHBACK_EXPENSE = AccountRef("exp:cashback", AccountKind.EXPENSE)
# Corrections that two people agreed on, of either sign.
ADJUSTMENT_EXPENSE = AccountRef("exp:adjustment", AccountKind.EXPENSE)
COD_COST_EXPENSE = AccountRef("exp:cod_cost", AccountKind.EXPENSE)
# Differences with couriers that two people gave up on, of either sign.
COD_DIFFERENCE_EXPENSE = AccountRef("exp:cod_difference", AccountKind.EXPENSE)
POINTS_EXPENSE = AccountRef("exp:points", AccountKind.EXPENSE)
# Open differences with couriers, and nothing else.
SUSPENSE = AccountRef("suspense", AccountKind.SUSPENSE)

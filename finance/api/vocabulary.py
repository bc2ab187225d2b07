"""Contract words of money and the domain values they stand for."""

from finance.states import EntryKind, PaymentMethod, WithdrawalStatus

PAYMENT_METHOD = {PaymentMethod.COD.value: "COD", PaymentMethod.BANK_TRANSFER.value: "BANK TRANSFER"}

TRANSACTION_TYPE: dict[EntryKind, str] = {
    EntryKind.COD_SETTLEMENT: "orderku_done",
    EntryKind.COMPENSATION_LOST: "orderku_done",
    EntryKind.COMPENSATION_DAMAGED: "orderku_done",
    EntryKind.SHIPPING_CHARGE: "orderku_ongkir",
    EntryKind.SHIPPING_CAPTURE: "orderku_ongkir",
    EntryKind.SHIPPING_REFUND: "orderku_cancel",
    EntryKind.RETURN_CHARGE: "orderku_retur",
    EntryKind.WITHDRAWAL: "withdrawal",
    EntryKind.WITHDRAWAL_PAID: "withdrawal",
    EntryKind.WITHDRAWAL_RETURNED: "withdrawal",
    EntryKind.TOP_UP: "topup",
    EntryKind.POINTS_REWARD: "kompoints",
    # Clients tell an accepted claim from a top-up by its claim_retur object.
    EntryKind.RETURN_CLAIM_CREDIT: "topup",
    EntryKind.ADJUSTMENT: "topup",
    EntryKind.MARKETPLACE_PURCHASE: "shopping",
    EntryKind.MARKETPLACE_REFUND: "shopping",
    EntryKind.FULFILMENT_FEE: "payment_fulfillment_fee",
    EntryKind.FULFILMENT_REFUND: "cancel_fulfillment_fee",
    EntryKind.OUTBOUND_FEE: "outbound_fee",
    EntryKind.OUTBOUND_REFUND: "outbound_cancel",
}

# What a row says about its order follows from the event, whatever became of the order since:
# clients read `orderku_done` with Hilang or Rusak as a compensation.
ORDER_STATUS: dict[EntryKind, str] = {
    EntryKind.COD_SETTLEMENT: "Diterima",
    EntryKind.COMPENSATION_LOST: "Hilang",
    EntryKind.COMPENSATION_DAMAGED: "Rusak",
    EntryKind.SHIPPING_REFUND: "Batal",
    EntryKind.RETURN_CHARGE: "Retur",
}

# The numbers of the transaction filter; 0 asks for everything.
FILTER_KINDS: dict[int, tuple[EntryKind, ...]] = {
    1: (EntryKind.COD_SETTLEMENT,),
    2: (EntryKind.SHIPPING_CHARGE,),
    3: (EntryKind.SHIPPING_REFUND,),
    4: (EntryKind.WITHDRAWAL, EntryKind.WITHDRAWAL_RETURNED),
    5: (EntryKind.TOP_UP,),
    6: (EntryKind.RETURN_CHARGE,),
    7: (EntryKind.RETURN_CLAIM_CREDIT,),
    8: (EntryKind.COMPENSATION_LOST,),
    9: (EntryKind.COMPENSATION_DAMAGED,),
    10: (EntryKind.MARKETPLACE_PURCHASE,),
    11: (EntryKind.MARKETPLACE_REFUND,),
}

# Clients know no `approved`; to the seller it is still being worked on.
WITHDRAWAL_STATUS = {
    WithdrawalStatus.REQUESTED.value: "requested",
    WithdrawalStatus.ON_REVIEW.value: "on_review",
    WithdrawalStatus.APPROVED.value: "on_review",
    WithdrawalStatus.COMPLETED.value: "completed",
    WithdrawalStatus.REJECTED.value: "rejected",
    WithdrawalStatus.CANCELLED.value: "canceled",
}


def kinds_of_filter(numbers: list[int]) -> tuple[EntryKind, ...]:
    """Entry kinds of filter numbers; none of them, or 0, means all."""
    if 0 in numbers:
        return ()
    return tuple(kind for number in numbers for kind in FILTER_KINDS[number])


def statuses_called(word: str) -> tuple[WithdrawalStatus, ...]:
    """The statuses a contract word stands for; a blank one asks for all."""
    return tuple(WithdrawalStatus(known) for known, name in WITHDRAWAL_STATUS.items() if name == word)

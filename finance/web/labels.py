"""How withdrawals, entries and parcels' money look on every page."""

from finance.states import EntryKind, ParcelStage, TopUpStatus, WithdrawalStatus
from komship.web.statuses import StatusLook, register_statuses

register_statuses(
    "withdrawal",
    {
        WithdrawalStatus.REQUESTED: StatusLook(WithdrawalStatus.REQUESTED.label, "info", "clock"),
        WithdrawalStatus.ON_REVIEW: StatusLook(WithdrawalStatus.ON_REVIEW.label, "warning", "eye"),
        WithdrawalStatus.APPROVED: StatusLook(WithdrawalStatus.APPROVED.label, "progress", "check"),
        WithdrawalStatus.COMPLETED: StatusLook(WithdrawalStatus.COMPLETED.label, "success", "circle-check"),
        WithdrawalStatus.REJECTED: StatusLook(WithdrawalStatus.REJECTED.label, "danger", "circle-x"),
        WithdrawalStatus.CANCELLED: StatusLook(WithdrawalStatus.CANCELLED.label, "neutral", "circle-x"),
    },
)

register_statuses(
    "parcel_money",
    {
        ParcelStage.OPEN: StatusLook(ParcelStage.OPEN.label, "neutral", "clock"),
        ParcelStage.IN_TRANSIT: StatusLook(ParcelStage.IN_TRANSIT.label, "progress", "truck-delivery"),
        ParcelStage.DELIVERED: StatusLook(ParcelStage.DELIVERED.label, "success", "circle-check"),
        ParcelStage.RETURNING: StatusLook(ParcelStage.RETURNING.label, "warning", "arrow-back-up"),
        ParcelStage.RETURNED: StatusLook(ParcelStage.RETURNED.label, "warning", "arrow-back-up"),
        ParcelStage.CANCELLED: StatusLook(ParcelStage.CANCELLED.label, "neutral", "circle-x"),
        ParcelStage.LOST: StatusLook(ParcelStage.LOST.label, "danger", "circle-x"),
        ParcelStage.DAMAGED: StatusLook(ParcelStage.DAMAGED.label, "danger", "circle-x"),
    },
)

register_statuses("entry", {kind: StatusLook(kind.label) for kind in EntryKind})

register_statuses(
    "top_up",
    {
        TopUpStatus.REQUESTED: StatusLook(TopUpStatus.REQUESTED.label, "info", "clock"),
        TopUpStatus.UNKNOWN: StatusLook(TopUpStatus.UNKNOWN.label, "warning", "clock"),
        TopUpStatus.WAITING: StatusLook(TopUpStatus.WAITING.label, "info", "clock"),
        TopUpStatus.PAID: StatusLook(TopUpStatus.PAID.label, "success", "circle-check"),
        TopUpStatus.EXPIRED: StatusLook(TopUpStatus.EXPIRED.label, "neutral", "circle-x"),
        TopUpStatus.FAILED: StatusLook(TopUpStatus.FAILED.label, "danger", "circle-x"),
        TopUpStatus.CHECKING: StatusLook(TopUpStatus.CHECKING.label, "warning", "eye"),
    },
)

"""Words of the finance app: account and entry kinds, stages of a parcel's money, withdrawal statuses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    SELLER_AVAILABLE = "seller_available", _("Saldo tersedia")
    SELLER_HELD = "seller_held", _("Saldo ditahan")
    SELLER_WITHDRAWING = "seller_withdrawing", _("Saldo sedang ditarik")
    SELLER_POINTS = "seller_points", _("KomPoints")
    ASSET = "asset", _("Aset")
    LIABILITY = "liability", _("Kewajiban")
    REVENUE = "revenue", _("Pendapatan")
    EXPENSE = "expense", _("Beban")
    SUSPENSE = "suspense", _("Penampungan")


# Only these accounts carry a cached balance; any other would be one hot row for all sellers.
SELLER_KINDS = (
    AccountKind.SELLER_AVAILABLE,
    AccountKind.SELLER_HELD,
    AccountKind.SELLER_WITHDRAWING,
    AccountKind.SELLER_POINTS,
)


class EntryKind(models.TextChoices):
    COD_SETTLEMENT = "cod_settlement", _("COD diterima")
    SHIPPING_CHARGE = "shipping_charge", _("Ongkir non-COD")
    SHIPPING_CAPTURE = "shipping_capture", _("Ongkir non-COD dibayarkan")
    SHIPPING_REFUND = "shipping_refund", _("Ongkir dikembalikan")
    RETURN_CHARGE = "return_charge", _("Biaya retur")
    COMPENSATION_LOST = "compensation_lost", _("Ganti rugi hilang")
    COMPENSATION_DAMAGED = "compensation_damaged", _("Ganti rugi rusak")
    WITHDRAWAL = "withdrawal", _("Penarikan saldo")
    WITHDRAWAL_PAID = "withdrawal_paid", _("Penarikan ditransfer")
    WITHDRAWAL_RETURNED = "withdrawal_returned", _("Penarikan dikembalikan")
    TOP_UP = "top_up", _("Isi saldo")
    POINTS_REWARD = "points_reward", _("Hadiah KomPoints")
    RETURN_CLAIM_CREDIT = "return_claim_credit", _("Klaim retur disetujui")
    MARKETPLACE_PURCHASE = "marketplace_purchase", _("Belanja layanan")
    MARKETPLACE_REFUND = "marketplace_refund", _("Pengembalian dana")
    ADJUSTMENT = "adjustment", _("Penyesuaian")
    COD_REMITTED = "cod_remitted", _("COD disetor kurir")
    COD_DIFFERENCE = "cod_difference", _("Selisih COD diselesaikan")
    FULFILMENT_FEE = "fulfilment_fee", _("Biaya fulfillment")
    FULFILMENT_REFUND = "fulfilment_refund", _("Pembatalan fulfillment")
    OUTBOUND_FEE = "outbound_fee", _("Penarikan barang")
    OUTBOUND_REFUND = "outbound_refund", _("Pembatalan penarikan barang")


# What a seller buys of us and gets back: the entry that returns a charge has a kind of its own.
CHARGE_REFUNDS: dict[EntryKind, EntryKind] = {
    EntryKind.MARKETPLACE_PURCHASE: EntryKind.MARKETPLACE_REFUND,
    EntryKind.FULFILMENT_FEE: EntryKind.FULFILMENT_REFUND,
    EntryKind.OUTBOUND_FEE: EntryKind.OUTBOUND_REFUND,
}

# Kinds that say by themselves that something was given back.
GIVES_BACK = frozenset({EntryKind.SHIPPING_REFUND, *CHARGE_REFUNDS.values()})


class PaymentMethod(models.TextChoices):
    COD = "cod", _("COD")
    BANK_TRANSFER = "bank_transfer", _("Transfer")


class ParcelStage(models.TextChoices):
    """Where the parcel is, as far as its money is concerned."""

    OPEN = "open", _("Belum dikirim")
    IN_TRANSIT = "in_transit", _("Dikirim")
    DELIVERED = "delivered", _("Diterima")
    RETURNING = "returning", _("Retur dalam perjalanan")
    RETURNED = "returned", _("Retur diterima")
    CANCELLED = "cancelled", _("Dibatalkan")
    LOST = "lost", _("Hilang")
    DAMAGED = "damaged", _("Rusak")


_CARRIED_ON = frozenset(
    {
        ParcelStage.RETURNING,
        ParcelStage.DELIVERED,
        ParcelStage.RETURNED,
        ParcelStage.LOST,
        ParcelStage.DAMAGED,
    }
)

# A courier corrects itself: a delivered parcel turns out to be a return, a lost one is found. Such moves are
# allowed and undo the entries of the stage they leave. What is missing here and in LATE is refused.
PARCEL_MOVES: dict[ParcelStage, frozenset[ParcelStage]] = {
    ParcelStage.OPEN: _CARRIED_ON | {ParcelStage.IN_TRANSIT, ParcelStage.CANCELLED},
    ParcelStage.IN_TRANSIT: _CARRIED_ON,
    ParcelStage.RETURNING: _CARRIED_ON - {ParcelStage.RETURNING},
    ParcelStage.DELIVERED: _CARRIED_ON - {ParcelStage.DELIVERED},
    ParcelStage.RETURNED: frozenset({ParcelStage.DELIVERED, ParcelStage.LOST, ParcelStage.DAMAGED}),
    # The seller cancelled, the courier took the parcel all the same.
    ParcelStage.CANCELLED: _CARRIED_ON | {ParcelStage.IN_TRANSIT},
    ParcelStage.LOST: _CARRIED_ON - {ParcelStage.LOST},
    ParcelStage.DAMAGED: _CARRIED_ON - {ParcelStage.DAMAGED},
}

# News that arrives after the parcel has gone further: nothing to do, nothing to complain about.
PARCEL_LATE: frozenset[tuple[ParcelStage, ParcelStage]] = frozenset(
    {(stage, ParcelStage.IN_TRANSIT) for stage in _CARRIED_ON}
    | {(ParcelStage.RETURNED, ParcelStage.RETURNING)}
)

# What only the order may decide on top: a person said that the courier's word was wrong, or a lost parcel
# travels on, which by itself looks like late news.
PARCEL_CORRECTIONS: dict[ParcelStage, frozenset[ParcelStage]] = {
    ParcelStage.IN_TRANSIT: frozenset({ParcelStage.CANCELLED}),
    ParcelStage.RETURNING: frozenset({ParcelStage.CANCELLED}),
    # Cancelled after the seller had unpacked it: only her word made it a return that has arrived.
    ParcelStage.RETURNED: frozenset({ParcelStage.RETURNING, ParcelStage.CANCELLED}),
    ParcelStage.LOST: frozenset({ParcelStage.IN_TRANSIT}),
    ParcelStage.DAMAGED: frozenset({ParcelStage.IN_TRANSIT}),
}

# Entry kinds that the stage decides about. A move posts those that are missing and reverses those too many.
STAGE_ENTRIES: dict[ParcelStage, dict[PaymentMethod, tuple[EntryKind, ...]]] = {
    stage: {
        PaymentMethod.COD: cod,
        PaymentMethod.BANK_TRANSFER: transfer,
    }
    for stage, cod, transfer in (
        (ParcelStage.OPEN, (), (EntryKind.SHIPPING_CHARGE,)),
        (ParcelStage.IN_TRANSIT, (), (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE)),
        (ParcelStage.RETURNING, (), (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE)),
        (
            ParcelStage.DELIVERED,
            (EntryKind.COD_SETTLEMENT,),
            (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE),
        ),
        (
            ParcelStage.RETURNED,
            (EntryKind.RETURN_CHARGE,),
            (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE, EntryKind.RETURN_CHARGE),
        ),
        (ParcelStage.CANCELLED, (), ()),
        (ParcelStage.LOST, (), (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE)),
        (ParcelStage.DAMAGED, (), (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE)),
    )
}

# Paid by a decision of ops, not by the move itself; taken back when the parcel turns up.
COMPENSATIONS: dict[ParcelStage, EntryKind] = {
    ParcelStage.LOST: EntryKind.COMPENSATION_LOST,
    ParcelStage.DAMAGED: EntryKind.COMPENSATION_DAMAGED,
}

PARCEL_ENTRY_KINDS = frozenset(
    {kind for by_method in STAGE_ENTRIES.values() for kinds in by_method.values() for kind in kinds}
    | set(COMPENSATIONS.values())
)


class WithdrawalStatus(models.TextChoices):
    REQUESTED = "requested", _("Menunggu persetujuan")
    ON_REVIEW = "on_review", _("Sedang diperiksa")
    APPROVED = "approved", _("Disetujui, menunggu transfer")
    COMPLETED = "completed", _("Berhasil ditransfer")
    REJECTED = "rejected", _("Ditolak")
    CANCELLED = "cancelled", _("Dibatalkan")


OPEN_WITHDRAWALS = (WithdrawalStatus.REQUESTED, WithdrawalStatus.ON_REVIEW, WithdrawalStatus.APPROVED)

WITHDRAWAL_MOVES: dict[WithdrawalStatus, frozenset[WithdrawalStatus]] = {
    WithdrawalStatus.REQUESTED: frozenset(
        {
            WithdrawalStatus.ON_REVIEW,
            WithdrawalStatus.APPROVED,
            WithdrawalStatus.REJECTED,
            WithdrawalStatus.CANCELLED,
        }
    ),
    # Looked at again, with a newer note.
    WithdrawalStatus.ON_REVIEW: frozenset(
        {
            WithdrawalStatus.ON_REVIEW,
            WithdrawalStatus.APPROVED,
            WithdrawalStatus.REJECTED,
            WithdrawalStatus.CANCELLED,
        }
    ),
    # A bank may still refuse an approved transfer.
    WithdrawalStatus.APPROVED: frozenset({WithdrawalStatus.COMPLETED, WithdrawalStatus.REJECTED}),
    WithdrawalStatus.COMPLETED: frozenset(),
    WithdrawalStatus.REJECTED: frozenset(),
    WithdrawalStatus.CANCELLED: frozenset(),
}


class PayoutStatus(models.TextChoices):
    """Where a batch of transfers is on its way through the bank."""

    DRAFT = "draft", _("Disusun")
    RELEASED = "released", _("Dilepas ke bank")
    FINISHED = "finished", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


# A released batch may lie at the bank: it ends only when every transfer has its result.
PAYOUT_MOVES: dict[PayoutStatus, frozenset[PayoutStatus]] = {
    PayoutStatus.DRAFT: frozenset({PayoutStatus.RELEASED, PayoutStatus.CANCELLED}),
    PayoutStatus.RELEASED: frozenset({PayoutStatus.FINISHED}),
    PayoutStatus.FINISHED: frozenset(),
    PayoutStatus.CANCELLED: frozenset(),
}


class PayoutOutcome(models.TextChoices):
    """What became of one transfer of a batch."""

    PENDING = "pending", _("Menunggu hasil")
    PAID = "paid", _("Terkirim")
    FAILED = "failed", _("Gagal")
    DROPPED = "dropped", _("Dikeluarkan")


# A withdrawal stands in one row at most that is not over, and once paid in no other for ever.
CLAIMING_OUTCOMES = (PayoutOutcome.PENDING, PayoutOutcome.PAID)


class ProposalKind(models.TextChoices):
    ADJUSTMENT = "adjustment", _("Penyesuaian saldo")
    COMPENSATION = "compensation", _("Ganti rugi paket")


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", _("Menunggu orang kedua")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")


PROPOSAL_MOVES: dict[ProposalStatus, frozenset[ProposalStatus]] = {
    ProposalStatus.PROPOSED: frozenset({ProposalStatus.APPROVED, ProposalStatus.REFUSED}),
    ProposalStatus.APPROVED: frozenset(),
    ProposalStatus.REFUSED: frozenset(),
}


class TopUpStatus(models.TextChoices):
    REQUESTED = "requested", _("Menghubungi penyedia pembayaran")
    UNKNOWN = "unknown", _("Menunggu kepastian penyedia pembayaran")
    WAITING = "waiting", _("Menunggu pembayaran")
    PAID = "paid", _("Lunas")
    EXPIRED = "expired", _("Kedaluwarsa")
    FAILED = "failed", _("Gagal dibuat")
    # Money came that does not fit the invoice: a person decides.
    CHECKING = "checking", _("Diperiksa tim Komship")


# The gateway has not had its last word.
OPEN_TOP_UPS = (TopUpStatus.REQUESTED, TopUpStatus.UNKNOWN, TopUpStatus.WAITING)

_PAYABLE = frozenset({TopUpStatus.PAID, TopUpStatus.CHECKING})
# Money that reached the gateway counts whenever it comes: after the invoice ran out, and for one that we
# thought was never made.
TOP_UP_MOVES: dict[TopUpStatus, frozenset[TopUpStatus]] = {
    TopUpStatus.REQUESTED: _PAYABLE
    | {TopUpStatus.UNKNOWN, TopUpStatus.WAITING, TopUpStatus.EXPIRED, TopUpStatus.FAILED},
    TopUpStatus.UNKNOWN: _PAYABLE | {TopUpStatus.WAITING, TopUpStatus.EXPIRED, TopUpStatus.FAILED},
    TopUpStatus.WAITING: _PAYABLE | {TopUpStatus.EXPIRED},
    TopUpStatus.EXPIRED: _PAYABLE,
    TopUpStatus.FAILED: _PAYABLE | {TopUpStatus.WAITING, TopUpStatus.EXPIRED},
    TopUpStatus.CHECKING: frozenset({TopUpStatus.PAID}),
    TopUpStatus.PAID: frozenset(),
}


class RemittanceStatus(models.TextChoices):
    """Where a courier's COD statement is on its way into the books."""

    CHECKED = "checked", _("Menunggu diimpor")
    READING = "reading", _("Sedang dibaca")
    READY = "ready", _("Siap dibukukan")
    BOOKED = "booked", _("Dibukukan")
    REFUSED = "refused", _("Tidak bisa dibaca")
    DISCARDED = "discarded", _("Dibuang")


REMITTANCE_MOVES: dict[RemittanceStatus, frozenset[RemittanceStatus]] = {
    RemittanceStatus.CHECKED: frozenset({RemittanceStatus.READING, RemittanceStatus.DISCARDED}),
    RemittanceStatus.READING: frozenset(
        {RemittanceStatus.READY, RemittanceStatus.REFUSED, RemittanceStatus.DISCARDED}
    ),
    RemittanceStatus.READY: frozenset({RemittanceStatus.BOOKED, RemittanceStatus.DISCARDED}),
    RemittanceStatus.BOOKED: frozenset(),
    RemittanceStatus.REFUSED: frozenset(),
    RemittanceStatus.DISCARDED: frozenset(),
}

# A file or a number that came to nothing may come again.
DEAD_REMITTANCES = (RemittanceStatus.REFUSED, RemittanceStatus.DISCARDED)


class LineKind(models.TextChoices):
    """What a line of a courier's statement is to our books. The order is that of precedence, read upwards."""

    MATCHED = "matched", _("Cocok")
    LATE = "late", _("Cocok, terlambat")
    FEE_DIFFERS = "fee_differs", _("Biaya beda")
    AMOUNT_DIFFERS = "amount_differs", _("Nilai beda")
    NOT_DUE = "not_due", _("COD belum terutang")
    UNKNOWN = "unknown", _("Paket tidak dikenal")
    DUPLICATE = "duplicate", _("Ganda")
    IGNORED = "ignored", _("Diabaikan")


# Lines that pay what a parcel owes, in full or not: the parcel counts as brought by the courier.
RECOGNISED_LINES = (LineKind.MATCHED, LineKind.LATE, LineKind.FEE_DIFFERS, LineKind.AMOUNT_DIFFERS)


class DifferenceKind(models.TextChoices):
    """What somebody has to find out about. The first five are kinds of lines."""

    AMOUNT_DIFFERS = LineKind.AMOUNT_DIFFERS.value, _("Nilai beda")
    FEE_DIFFERS = LineKind.FEE_DIFFERS.value, _("Biaya beda")
    NOT_DUE = LineKind.NOT_DUE.value, _("COD belum terutang")
    UNKNOWN = LineKind.UNKNOWN.value, _("Paket tidak dikenal")
    DUPLICATE = LineKind.DUPLICATE.value, _("Ganda")
    MISSING = "missing", _("Tidak disetor kurir")
    RECEIPT = "receipt", _("Transfer bank beda")


class DifferenceStatus(models.TextChoices):
    OPEN = "open", _("Terbuka")
    PROPOSED = "proposed", _("Usul hapus buku")
    RESOLVED = "resolved", _("Selesai")


DIFFERENCE_MOVES: dict[DifferenceStatus, frozenset[DifferenceStatus]] = {
    DifferenceStatus.OPEN: frozenset({DifferenceStatus.PROPOSED, DifferenceStatus.RESOLVED}),
    DifferenceStatus.PROPOSED: frozenset({DifferenceStatus.OPEN, DifferenceStatus.RESOLVED}),
    DifferenceStatus.RESOLVED: frozenset(),
}


class Resolution(models.TextChoices):
    PAID_LATER = "paid_later", _("Kurir membayar kemudian")
    FEE_ACCEPTED = "fee_accepted", _("Biaya kurir diterima")
    WRITTEN_OFF = "written_off", _("Dihapus buku")
    IGNORED = "ignored", _("Baris salah, diabaikan")
    RECOGNISED = "recognised", _("Paket dikenali petugas")
    LISTED = "listed", _("Muncul di laporan berikutnya")


# By kind: how it may end. Writing off needs a second person; LISTED happens by itself.
RESOLUTIONS: dict[DifferenceKind, frozenset[Resolution]] = {
    DifferenceKind.AMOUNT_DIFFERS: frozenset(
        {Resolution.PAID_LATER, Resolution.WRITTEN_OFF, Resolution.IGNORED}
    ),
    DifferenceKind.FEE_DIFFERS: frozenset(
        {Resolution.PAID_LATER, Resolution.FEE_ACCEPTED, Resolution.WRITTEN_OFF, Resolution.IGNORED}
    ),
    DifferenceKind.NOT_DUE: frozenset({Resolution.RECOGNISED, Resolution.WRITTEN_OFF, Resolution.IGNORED}),
    DifferenceKind.UNKNOWN: frozenset({Resolution.RECOGNISED, Resolution.WRITTEN_OFF, Resolution.IGNORED}),
    DifferenceKind.DUPLICATE: frozenset({Resolution.RECOGNISED, Resolution.WRITTEN_OFF, Resolution.IGNORED}),
    DifferenceKind.MISSING: frozenset(
        {Resolution.PAID_LATER, Resolution.WRITTEN_OFF, Resolution.IGNORED, Resolution.LISTED}
    ),
    DifferenceKind.RECEIPT: frozenset({Resolution.PAID_LATER, Resolution.WRITTEN_OFF}),
}

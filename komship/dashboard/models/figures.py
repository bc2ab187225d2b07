from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.states import PaymentMethod


class FigureQuerySet(models.QuerySet["Figures"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class Figures(models.Model):
    """A seller's time with one courier and one way of paying, added up. `day` is the first of that time.

    Orders count on the date they are for, what came of them on the day the parcel was delivered. Rows are
    copies: `rebuild_figures` makes any of them again from orders and parcels (`selectors/figure_rows`).
    """

    day = models.DateField(_("tanggal"))
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    courier = models.CharField(_("ekspedisi"), max_length=30)
    method = models.CharField(_("pembayaran"), max_length=16, choices=PaymentMethod.choices)

    # Of orders for this time that are neither deleted nor cancelled; `sent` ones the courier has taken.
    orders = models.IntegerField(_("pesanan"))
    sent = models.IntegerField(_("dikirim"))
    total_rp = models.BigIntegerField(_("nilai pesanan"))
    shipping_rp = models.BigIntegerField(_("ongkir"))

    # Of parcels delivered in it. "from": what the courier gives or takes; "to": what the seller does.
    delivered = models.IntegerField(_("diterima"))
    delivered_total_rp = models.BigIntegerField(_("nilai diterima"))
    delivered_shipping_rp = models.BigIntegerField(_("ongkir diterima"))
    cashback_from_rp = models.BigIntegerField(_("cashback dari kurir"))
    cashback_to_rp = models.BigIntegerField(_("cashback ke penjual"))
    fee_from_rp = models.BigIntegerField(_("biaya COD kurir"))
    fee_to_rp = models.BigIntegerField(_("biaya COD penjual"))

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.courier} {self.method}"


class FigureDay(Figures):
    """A Jakarta day."""

    class Meta:
        verbose_name = _("angka harian")
        verbose_name_plural = _("angka")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "partner", "courier", "method"], name="figure_day_once"),
        ]


class FigureMonth(Figures):
    """The stored days of a month, for questions about years. Complete once the month is over."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "partner", "courier", "method"], name="figure_month_once"),
        ]


class FigureStateQuerySet(models.QuerySet["FigureState"]):
    def locked(self) -> "FigureState":
        """The one row, ours until the transaction ends: one rebuilds at a time."""
        self.get_or_create(pk=1)
        return self.select_for_update().get(pk=1)


class FigureState(models.Model):
    """How far the stored figures go: days before `live_from` are stored, later ones added up when asked.

    `scan_from` is the order history after which changes are looked for. It trails `marked` by an
    hour or more, because an entry may become visible later than one with a higher number.
    """

    live_from = models.DateField(null=True)
    scan_from = models.BigIntegerField(default=0)
    marked = models.BigIntegerField(default=0)
    marked_at = models.DateTimeField(null=True)
    refreshed_at = models.DateTimeField(null=True)

    objects = FigureStateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="figure_state_one")]

    def __str__(self) -> str:
        return f"until {self.live_from}"

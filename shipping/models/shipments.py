from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Reverse
from django.utils.translation import gettext_lazy as _

from shipping.booking_states import BookingState
from shipping.models.couriers import CourierService
from shipping.models.pickups import Pickup
from shipping.models.regions import Destination
from shipping.rules.quiet import USUAL_QUIET
from shipping.states import ShipmentStatus
from shipping.status_texts import STATUS_CHOICES

# When anybody last heard of a parcel: its newest scan, or its airway bill.
LAST_NEWS = Coalesce("last_event_at", "booked_at")
UNDER_WAY = Q(status__in=[status.value for status in USUAL_QUIET])
# Asked for, with an airway bill, and not yet in the courier's hands.
AWAITS_PICKUP = Q(
    pickup__isnull=False,
    picked_up_at__isnull=True,
    booking_state=BookingState.BOOKED,
    status__in=[ShipmentStatus.CREATED.value, ShipmentStatus.READY_TO_SHIP.value],
)


class ShipmentQuerySet(models.QuerySet["Shipment"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def due_for_poll(self, moment: datetime) -> Self:
        return self.filter(next_poll_at__lte=moment)

    def awaiting_pickup(self) -> Self:
        return self.filter(AWAITS_PICKUP)

    def awb_ends_with(self, digits: str) -> Self:
        """Uses the index on the reversed number: people read out the last digits."""
        return self.annotate(awb_reversed=Reverse("awb")).filter(awb_reversed__startswith=digits[::-1])


class Shipment(models.Model):
    """One parcel's life at the courier; orders know it by `reference`."""

    reference = models.CharField(_("nomor order"), max_length=20, unique=True)
    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="shipments")
    service = models.ForeignKey(CourierService, on_delete=models.PROTECT, related_name="shipments")
    destination = models.ForeignKey(
        Destination, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    is_cod = models.BooleanField(_("COD"), default=False)
    books_with = models.CharField(max_length=20)
    tracks_with = models.CharField(max_length=20)
    request = models.JSONField(_("permintaan yang dibekukan"))
    request_hash = models.CharField(max_length=64)

    booking_state = models.CharField(
        _("pemesanan"),
        max_length=10,
        choices=BookingState.choices,
        default=BookingState.PENDING,
    )
    booking_attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    attempted_at = models.DateTimeField(_("percobaan terakhir"), null=True, blank=True)
    resolve_after_at = models.DateTimeField(_("dipastikan setelah"), null=True, blank=True)
    # An earlier attempt has no explanation yet: only then may an airway bill the courier calls
    # "already existing" be ours.
    maybe_booked = models.BooleanField(_("mungkin sudah ada di kurir"), default=False)
    rejection_reason = models.CharField(_("alasan penolakan"), max_length=300, blank=True)
    # The carrier's own number of an order whose airway bill comes later; look-ups go by it.
    carrier_order = models.CharField(_("nomor di kurir"), max_length=40, blank=True)
    # When a create call may last have left: carriers that would make a second order are not sent
    # one again until the first can no longer be under way.
    sent_at = models.DateTimeField(_("terakhir dikirim ke kurir"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("diterima kurir"), null=True, blank=True)
    pickup_asked_at = models.DateTimeField(_("penjemputan diminta"), null=True, blank=True)
    booked_at = models.DateTimeField(_("resi terbit"), null=True, blank=True)
    awb = models.CharField(_("nomor resi"), max_length=20, null=True, blank=True, unique=True)

    status = models.CharField(
        _("status"),
        max_length=20,
        choices=STATUS_CHOICES,
        default=ShipmentStatus.CREATED.value,
    )
    is_problem = models.BooleanField(_("bermasalah"), default=False)
    return_state = models.PositiveSmallIntegerField(_("retur"), default=0)
    needs_look = models.BooleanField(_("perlu diperiksa"), default=False)
    look_reason = models.CharField(_("alasan diperiksa"), max_length=200, blank=True)
    picked_up_at = models.DateTimeField(_("dijemput"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("diterima"), null=True, blank=True)
    # Set by carriers that tell delivery and payout apart.
    awaits_payout = models.BooleanField(_("COD belum cair"), default=False)
    cod_paid_at = models.DateTimeField(_("COD cair"), null=True, blank=True)
    settled_at = models.DateTimeField(_("diputuskan petugas"), null=True, blank=True)
    returned_at = models.DateTimeField(_("retur diterima"), null=True, blank=True)

    last_event_text = models.CharField(max_length=300, blank=True)
    last_event_code = models.CharField(max_length=20, blank=True)
    last_event_class = models.CharField(max_length=20, blank=True)
    last_event_at = models.DateTimeField(_("kabar terakhir"), null=True, blank=True)

    next_poll_at = models.DateTimeField(_("dilacak lagi"), null=True, blank=True)
    polled_at = models.DateTimeField(_("terakhir dilacak"), null=True, blank=True)
    poll_failures = models.PositiveSmallIntegerField(_("pelacakan gagal"), default=0)

    pickup = models.ForeignKey(
        Pickup, on_delete=models.SET_NULL, related_name="shipments", null=True, blank=True
    )
    promised_days = models.PositiveSmallIntegerField(_("janji tiba (hari)"), null=True, blank=True)
    label_prints = models.PositiveSmallIntegerField(_("dicetak"), default=0)
    label_printed_at = models.DateTimeField(_("terakhir dicetak"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiriman")
        verbose_name_plural = _("kiriman")
        constraints = [
            models.CheckConstraint(
                condition=~Q(booking_state=BookingState.BOOKED)
                | (Q(awb__isnull=False) & ~Q(awb="") & Q(booked_at__isnull=False)),
                name="shipment_booked_has_awb",
            ),
            models.CheckConstraint(
                condition=Q(awb__isnull=True)
                | Q(booking_state__in=[BookingState.BOOKED, BookingState.CANCELLED]),
                name="shipment_awb_only_when_booked",
            ),
            models.CheckConstraint(
                condition=~Q(booking_state=BookingState.UNKNOWN) | Q(resolve_after_at__isnull=False),
                name="shipment_unknown_gets_resolved",
            ),
            models.CheckConstraint(
                condition=~Q(booking_state=BookingState.CALLING)
                | Q(attempted_at__isnull=False, resolve_after_at__isnull=False),
                name="shipment_calling_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(booking_state=BookingState.ACCEPTED)
                | (~Q(carrier_order="") & Q(accepted_at__isnull=False, resolve_after_at__isnull=False)),
                name="shipment_accepted_is_followed",
            ),
            models.CheckConstraint(
                condition=Q(awaits_payout=False)
                | Q(status=ShipmentStatus.DELIVERED.value, is_cod=True, cod_paid_at__isnull=True),
                name="shipment_payout_after_delivery",
            ),
            models.UniqueConstraint(
                fields=["books_with", "carrier_order"],
                condition=~Q(carrier_order=""),
                name="shipment_carrier_order_once",
            ),
            models.CheckConstraint(condition=Q(return_state__lte=2), name="shipment_return_state_known"),
            models.CheckConstraint(
                condition=~Q(status=ShipmentStatus.DELIVERED.value) | Q(delivered_at__isnull=False),
                name="shipment_delivered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=ShipmentStatus.RETURN_RECEIVED.value) | Q(return_state=2),
                name="shipment_returned_is_received",
            ),
        ]
        indexes = [
            models.Index(
                F("next_poll_at"),
                name="shipment_poll_due",
                condition=Q(next_poll_at__isnull=False),
            ),
            models.Index(
                F("resolve_after_at"),
                name="shipment_resolve_due",
                condition=Q(
                    booking_state__in=[BookingState.CALLING, BookingState.UNKNOWN, BookingState.ACCEPTED]
                ),
            ),
            models.Index(OpClass(Reverse("awb"), name="text_pattern_ops"), name="shipment_awb_reversed"),
            models.Index(fields=["partner", "-id"], name="shipment_partner_recent"),
            models.Index(LAST_NEWS, name="shipment_quiet", condition=UNDER_WAY),
            models.Index(F("partner"), LAST_NEWS, name="shipment_quiet_of", condition=UNDER_WAY),
            models.Index(F("id"), name="shipment_needs_look", condition=Q(needs_look=True)),
            models.Index(F("id"), name="shipment_awaits_payout", condition=Q(awaits_payout=True)),
            models.Index(F("pickup"), name="shipment_awaits_pickup", condition=AWAITS_PICKUP),
            models.Index(F("returned_at"), name="shipment_returned", condition=Q(returned_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.awb or self.reference

    @property
    def tracking_number(self) -> str:
        """What the tracking carrier knows the parcel by: its own order number, else the airway bill."""
        is_its_own = self.carrier_order and self.tracks_with == self.books_with
        return self.carrier_order if is_its_own else self.awb or ""

    @property
    def is_dropoff(self) -> bool:
        """Whether the seller brings it to the counter; the frozen request knows."""
        return bool(self.request.get("handover") == "dropoff")

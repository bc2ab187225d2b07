"""Shipping labels of orders as one PDF."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from komship.lib.errors import NotFound
from orders.models import Order
from orders.services._wire import goods_description, sender_name, sender_phone
from shipping.rules.label_layouts import LabelData, LabelLayout
from shipping.selectors.place_codes import HOME
from shipping.services.record_label_print import record_label_print
from shipping.services.render_labels import render_labels

KEPT_FOR_S = 15 * 60


class NothingToPrint(NotFound):
    code = "nothing_to_print"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Whose orders, in which layout. Orders come out in the order they are named."""

    partner_id: int
    order_ids: tuple[int, ...]
    layout: LabelLayout
    shows_date: bool = False
    masks_phone: bool = False
    user_id: int | None = None


def print_labels(job: PrintJob) -> bytes:
    """The labels as PDF; remembers that they were printed, by whom and how often.

    Three queries for reading. Raises NothingToPrint when none of the orders is the seller's and has
    an airway bill, so that a label never stands for a parcel no courier knows.
    """
    orders = _printable(job)
    if not orders:
        raise NothingToPrint(_("Label baru bisa dicetak setelah resi terbit."))
    labels = [_label(order) for order in orders]
    pdf = render_labels(labels, layout=job.layout, shows_date=job.shows_date, masks_phone=job.masks_phone)
    references = [order.number for order in orders]
    record_label_print(job.partner_id, references, layout=job.layout.value, user_id=job.user_id)
    return pdf


def _printable(job: PrintJob) -> Sequence[Order]:
    orders = (
        Order.objects.for_partner(job.partner_id)
        .live()
        .filter(pk__in=job.order_ids, shipment__awb__isnull=False)
        .exclude(status="cancelled")
        .select_related("shipment", "warehouse", "sender", "partner__settings")
        .prefetch_related("lines")
    )
    found = {order.pk: order for order in orders}
    return [found[pk] for pk in dict.fromkeys(job.order_ids) if pk in found]


def _label(order: Order) -> LabelData:
    shows_cost = order.partner.settings.shows_shipping_cost and not order.is_cod
    # The order's codes are JNE's: on another courier's parcel they would only mislead.
    shows_codes = order.shipment is not None and order.shipment.books_with in ("", HOME)
    return LabelData(
        reference=order.number,
        awb=(order.shipment.awb if order.shipment else None) or "",
        courier_name=order.courier_name,
        service=order.service_code,
        recipient_name=order.recipient_name,
        recipient_phone=order.recipient_phone,
        address_line=order.address_line,
        village=order.village,
        district=order.district,
        city=order.city,
        province=order.province,
        postal_code=order.postal_code,
        sender_name=sender_name(order.partner, order.sender),
        sender_phone=sender_phone(order),
        sender_city=order.warehouse.city,
        origin_code=order.origin_code if shows_codes else "",
        route_code=order.tariff_code if shows_codes else "",
        is_cod=order.is_cod,
        collect_rp=order.total_rp if order.is_cod else 0,
        shipping_rp=order.shipping_rp if shows_cost else None,
        weight_g=order.weight_g,
        billed_kg=order.billed_kg,
        pieces=order.piece_count,
        contents=goods_description(list(order.lines.all())),
        note=order.note,
        ordered_on=order.ordered_on,
    )


def keep_labels(pdf: bytes) -> str:
    """Keep a PDF for 15 minutes under a secret name; returns the name.

    Clients open the labels in a new tab, which cannot send a token.
    """
    name = secrets.token_urlsafe(32)
    cache.set(_key(name), pdf, timeout=KEPT_FOR_S)
    return name


def kept_labels(name: str) -> bytes | None:
    """The PDF of that name while it is kept."""
    pdf: bytes | None = cache.get(_key(name))
    return pdf


def _key(name: str) -> str:
    return f"labels:{name}"

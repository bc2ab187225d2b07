"""News of orders and parcels, passed on to the sellers' own addresses."""

from komship.core.subscriptions import handles, handles_outside
from notifications.events import WebhookDue
from notifications.rules.webhooks import Topic
from notifications.services import queue_webhooks, send_delivery
from orders.events import OrderMoved, OrderPlaced
from shipping.events import BookingRefused, ParcelBooked, ParcelMoved


@handles(OrderPlaced, name="webhooks.order_placed")
def on_order_placed(event: OrderPlaced) -> None:
    data = {
        "order_id": event.order_id,
        "number": event.number,
        "status": "created",
        "courier": event.courier,
        "service": event.service,
        "payment_method": event.payment_method,
        "total_rp": event.total_rp,
        "city": event.city,
        "province": event.province,
    }
    queue_webhooks(event.partner_id, Topic.ORDER_CREATED, data)


@handles(OrderMoved, name="webhooks.order_moved")
def on_order_moved(event: OrderMoved) -> None:
    data = {
        "order_id": event.order_id,
        "number": event.number,
        "occurred_at": event.occurred_at,
        "is_problem": event.is_problem,
        "return_state": event.return_state,
    }
    if event.before == event.after:
        queue_webhooks(event.partner_id, Topic.ORDER_UPDATED, {**data, "status": event.after})
    else:
        moved = {**data, "before": event.before, "after": event.after}
        queue_webhooks(event.partner_id, Topic.ORDER_STATUS_CHANGED, moved)


@handles(ParcelBooked, name="webhooks.parcel_booked")
def on_parcel_booked(event: ParcelBooked) -> None:
    queue_webhooks(event.partner_id, Topic.PARCEL_BOOKED, {"number": event.reference, "awb": event.awb})


@handles(BookingRefused, name="webhooks.booking_refused")
def on_booking_refused(event: BookingRefused) -> None:
    queue_webhooks(
        event.partner_id, Topic.PARCEL_REFUSED, {"number": event.reference, "reason": event.reason}
    )


@handles(ParcelMoved, name="webhooks.parcel_moved")
def on_parcel_moved(event: ParcelMoved) -> None:
    data = {
        "number": event.reference,
        "awb": event.awb,
        "before": event.before,
        "after": event.after,
        "occurred_at": event.occurred_at,
        "is_problem": event.is_problem,
        "return_state": event.return_state,
    }
    queue_webhooks(event.partner_id, Topic.PARCEL_STATUS_CHANGED, data)


@handles_outside(WebhookDue, name="webhooks.send", queue="webhooks")
def on_webhook_due(event: WebhookDue, *, event_id: int) -> None:
    send_delivery(event.delivery_id, attempt=event.attempt)

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from komship.lib import clock
from notifications.channels.webhooks import ForbiddenAddress, NoAnswer, post_webhook
from notifications.models import WebhookAttempt, WebhookDelivery
from notifications.models.webhook import TryError
from notifications.rules.webhooks import (
    SIGNATURE_HEADER,
    BadTarget,
    rendered,
    signature,
    wait_after,
)
from notifications.selectors.webhooks import secrets_of
from notifications.services._webhook_health import note_failure, note_success

# Longer than a call can take; when this process dies, the sweep hands the delivery out again after it.
LEASE = timedelta(minutes=2)
LONGEST_ANSWER = 1_000


@dataclass(frozen=True)
class _Outcome:
    """What came of a call. `status` 0: no answer."""

    status: int = 0
    answer: str = ""
    error: str = ""
    elapsed_ms: int = 0

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def send_delivery(delivery_id: int, *, attempt: int) -> bool:
    """Try a delivery once more, if it was tried exactly `attempt` times so far; False when it was not.

    The try is committed before the call and recorded after it: whatever dies, no try is made twice
    by two senders, and one that nobody saw the end of stays visible. Calls a stranger's server, so
    outside any transaction.
    """
    delivery = _claim(delivery_id, attempt)
    if delivery is None:
        return False
    outcome = _call(delivery)
    _record(delivery, outcome)
    return True


def _claim(delivery_id: int, attempt: int) -> WebhookDelivery | None:
    now = clock.now()
    with transaction.atomic():
        mine = WebhookDelivery.objects.filter(
            pk=delivery_id, attempts=attempt, state=WebhookDelivery.State.PENDING
        )
        if not mine.update(attempts=attempt + 1, next_attempt_at=now + LEASE):
            return None
        delivery = WebhookDelivery.objects.select_related("endpoint").get(pk=delivery_id)
        if not delivery.endpoint.is_active:
            _park(delivery)
            return None
        WebhookAttempt.objects.create(delivery=delivery, number=attempt + 1, started_at=now)
    return delivery


def _call(delivery: WebhookDelivery) -> _Outcome:
    now = clock.now()
    body = rendered(delivery.body)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Komship-Event-Id": delivery.event_id,
        "Komship-Event-Type": delivery.topic,
        "Komship-Delivery-Id": str(delivery.pk),
        SIGNATURE_HEADER: signature(
            secrets_of(delivery.endpoint, at=now), timestamp=int(now.timestamp()), body=body
        ),
    }
    try:
        reply = post_webhook(delivery.endpoint.url, body, headers)
    except (BadTarget, ForbiddenAddress):
        return _Outcome(error=TryError.FORBIDDEN)
    except NoAnswer as silent:
        return _Outcome(error=TryError(silent.kind))
    return _Outcome(reply.status, _kept(reply.body), elapsed_ms=reply.elapsed_ms)


def _record(delivery: WebhookDelivery, outcome: _Outcome) -> None:
    """What came of the try; it only counts while the try is still ours."""
    now = clock.now()
    with transaction.atomic():
        WebhookAttempt.objects.filter(delivery=delivery, number=delivery.attempts).update(
            ended_at=now,
            elapsed_ms=outcome.elapsed_ms,
            http_status=outcome.status or None,
            answer=outcome.answer,
            error=outcome.error,
        )
        mine = WebhookDelivery.objects.filter(
            pk=delivery.pk, attempts=delivery.attempts, state=WebhookDelivery.State.PENDING
        )
        if mine.update(**_after(delivery, outcome, now)):
            (note_success if outcome.is_success else note_failure)(delivery.endpoint)


def _after(delivery: WebhookDelivery, outcome: _Outcome, now: datetime) -> dict[str, object]:
    values: dict[str, object] = {"last_status": outcome.status or None, "last_error": outcome.error}
    if outcome.is_success:
        return values | {
            "state": WebhookDelivery.State.DELIVERED,
            "delivered_at": now,
            "next_attempt_at": None,
        }
    wait = wait_after(delivery.attempts)
    if wait is None:
        return values | {"state": WebhookDelivery.State.PARKED, "next_attempt_at": None}
    return values | {"next_attempt_at": now + wait}


def _park(delivery: WebhookDelivery) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        state=WebhookDelivery.State.PARKED, next_attempt_at=None, last_error=TryError.OFF
    )


def _kept(answer: str) -> str:
    """The beginning, without what no row can hold."""
    return answer.replace("\x00", "")[:LONGEST_ANSWER].encode(errors="replace").decode()

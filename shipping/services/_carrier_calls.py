"""Keeps what was said to and by a courier; the carriers hand exchanges over without logins in them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from komship.lib import clock
from shipping.carriers.base import Exchange, Outcome
from shipping.models import CarrierCall


@dataclass
class Protocol:
    """Collects exchanges during a call, to be written together with what the call changed."""

    exchanges: list[Exchange] = field(default_factory=list)

    def __call__(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)


def keep_exchanges(
    protocol: Protocol,
    *,
    shipment_id: int | None = None,
    only: Callable[[Exchange], bool] = lambda _: True,
) -> None:
    """Store the collected exchanges in one query."""
    at = clock.now()
    rows = [
        CarrierCall(
            shipment_id=shipment_id,
            carrier=exchange.carrier,
            endpoint=exchange.endpoint[:120],
            reference=exchange.reference[:60],
            outcome=exchange.outcome.value,
            http_status=exchange.status,
            elapsed_ms=exchange.elapsed_ms,
            request={name: _storable(value) for name, value in exchange.request.items()},
            answer=_storable(exchange.body),
            note=_storable(exchange.note)[:300],
            created_at=at,
        )
        for exchange in protocol.exchanges
        if only(exchange)
    ]
    if rows:
        CarrierCall.objects.bulk_create(rows)


def went_wrong(exchange: Exchange) -> bool:
    """Readings are many: only those that failed are worth keeping."""
    return exchange.outcome not in (Outcome.OK, Outcome.NOT_FOUND)


def _storable(text: str) -> str:
    # A courier that answers bytes of another planet must not make the record impossible.
    return text.replace("\x00", "").encode(errors="replace").decode()

from datetime import datetime, timedelta
from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from komship.dashboard.api.inputs import MomentField
from komship.dashboard.selectors.reliability import ReliabilityDay, reliability
from orders.states import OrderStatus

LONGEST = timedelta(days=92)


class ReliabilityInput(serializers.Serializer[Any]):
    start_date = MomentField()
    end_date = MomentField(ends=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        start, end = attrs["start_date"], attrs["end_date"]
        if start is None or end is None or not start < end:
            raise serializers.ValidationError({"end_date": ["Isi tanggal awal dan akhir yang berurutan."]})
        if end - start > LONGEST:
            raise serializers.ValidationError({"end_date": ["Paling banyak 92 hari sekaligus."]})
        return {"since": start, "until": end}


class ReliabilityMetrics(OpsEndpoint):
    """Counted when asked, by index; the day itself is its number."""

    input = ReliabilityInput

    def perform(self, *, since: datetime, until: datetime) -> list[dict[str, Any]]:
        return [_record(day) for day in reliability(since, until)]


def _record(day: ReliabilityDay) -> dict[str, Any]:
    return {
        "id": int(f"{day.on:%Y%m%d}"),
        "date": f"{day.on:%Y-%m-%d}",
        "total_verification": day.verified,
        "total_dipacking": day.moves[OrderStatus.PACKING],
        "total_dikirim": day.moves[OrderStatus.SHIPPED],
        "total_diterima": day.moves[OrderStatus.DELIVERED],
        "total_retur": day.moves[OrderStatus.RETURNED],
        "total_retur_done": day.returns_received,
        "total_ticket_jne": day.tickets.get("JNE", 0),
        "total_ticket_sicepat": day.tickets.get("SICEPAT", 0),
        "total_ticket_idexpress": day.tickets.get("IDEXPRESS", 0),
    }

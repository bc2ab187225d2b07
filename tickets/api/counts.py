from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from komship.api.fields import IdListField
from tickets.selectors.counts import (
    TicketFilter,
    needs_followup_count,
    ticket_counts,
    ticket_types,
    unread_count,
)


class NeedsFollowupCount(SellerEndpoint):
    """The badge of the menu."""

    def perform(self) -> dict[str, int]:
        return {"need_followup": needs_followup_count(self.access.partner_id)}


class TicketCount(SellerEndpoint):
    def perform(self) -> dict[str, Any]:
        counts = ticket_counts(self.access.partner_id)
        return {
            "belum_diproses": counts.unprocessed,
            "perlu_tindak_lanjut": counts.needs_followup,
            "sedang_diproses": counts.in_process,
            "selesai": {
                "ticket_finished": counts.finished,
                "order_success": counts.finished_delivered,
            },
        }


class BlankDate(serializers.DateField):
    """A day, or None where the client sends an empty text for an unset filter."""

    def to_internal_value(self, data: Any) -> Any:
        return None if data == "" else super().to_internal_value(data)


class UnreadFilters(serializers.Serializer[Any]):
    """The filters of the ticket list that this app can answer by itself."""

    ticket_status = IdListField(required=False, default=list)
    ticket_type = IdListField(required=False, default=list)
    start_date = BlankDate(required=False, default=None)
    end_date = BlankDate(required=False, default=None)
    update_start_date = BlankDate(required=False, default=None)
    update_end_date = BlankDate(required=False, default=None)
    search = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    search_type = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class UnreadTotal(SellerEndpoint):
    """How many tickets have messages the seller has not opened."""

    input = UnreadFilters

    def perform(self, **given: Any) -> dict[str, int]:
        search, by = given["search"].strip(), given["search_type"]
        wanted = TicketFilter(
            statuses=tuple(given["ticket_status"]),
            type_ids=tuple(given["ticket_type"]),
            created=(given["start_date"], given["end_date"]),
            updated=(given["update_start_date"], given["update_end_date"]),
            number=search if by == "ticket_no" else "",
            airway_bill=search if by == "no_resi" else "",
        )
        return {"total": unread_count(self.access.partner_id, wanted)}


class TicketTypeList(SellerEndpoint):
    def perform(self) -> list[dict[str, Any]]:
        return [{"id": row.pk, "name": row.name} for row in ticket_types()]

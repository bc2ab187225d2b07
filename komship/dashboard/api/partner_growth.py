from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from accounts.models import Partner
from accounts.services.note_partner import note_partner
from komship.api.fields import IdField, WordField
from komship.api.pagination import Page, Window, page_object
from komship.dashboard.api.inputs import MomentField, MonthField
from komship.dashboard.selectors.partner_growth import (
    COLUMNS,
    GrowthFilter,
    partner_growth,
    users_growth,
)
from komship.dashboard.selectors.partner_month import PartnerMonth, partner_months
from komship.lib import clock
from komship.lib.phone import local_phone

MOST_PER_PAGE = 500


class GrowthInput(serializers.Serializer[Any]):
    """All optional: clients leave out what is empty. Their names differ from the written ones."""

    start_date = MomentField(required=False, allow_null=True, default=None)
    end_date = MomentField(required=False, allow_null=True, default=None, ends=True)
    start_date_pickup = MomentField(required=False, allow_null=True, default=None)
    end_date_pickup = MomentField(required=False, allow_null=True, default=None, ends=True)
    limits = serializers.IntegerField(required=False, default=50, min_value=1, max_value=MOST_PER_PAGE)
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)
    order_by = serializers.ChoiceField(choices=list(COLUMNS), required=False, allow_blank=True)
    ordered_by = serializers.ChoiceField(choices=list(COLUMNS), required=False, allow_blank=True)
    sort_by = WordField()
    filter = WordField()
    search = WordField()


class PartnerGrowthList(OpsEndpoint):
    input = GrowthInput

    def perform(self, *, limits: int, page: int, **values: Any) -> dict[str, Any]:
        wanted = GrowthFilter(
            since=values["start_date"],
            until=values["end_date"],
            pickup_since=values["start_date_pickup"],
            pickup_until=values["end_date_pickup"],
            search=(values["search"] or values["filter"]).strip(),
            sort=values.get("ordered_by") or values.get("order_by") or "full_name",
            descending=values["sort_by"].strip().lower() == "desc",
        )
        rows = partner_growth(wanted)
        shown = Page(number=page, size=limits)
        return page_object(
            [growth_record(row) for row in rows[shown.offset : shown.offset + limits]],
            shown,
            total=rows.count(),
            path=self.request.build_absolute_uri(self.request.path),
        )


def growth_record(row: Partner) -> dict[str, Any]:
    """A moment that never was is `-`: clients show what is no date as it is."""
    moments = ("first_product", "first_order", "first_pickup", "last_pickup")
    sums = ("total_order", "total_transaksi", "total_ongkir", "total_revenue")
    return {
        "partner_id": row.pk,
        "full_name": row.owner.get_full_name(),
        "email": row.owner.email,
        "no_hp": local_phone(row.owner.phone),
        "registered": clock.wib_text(row.created_at),
        "email_verified_at": clock.wib_text(row.owner.email_verified_at) or "-",
        "is_onboarding": int(row.onboarded_at is not None),
        **{name: clock.wib_text(getattr(row, name)) or "-" for name in moments},
        **{name: getattr(row, name) for name in sums},
    }


class MonthInput(serializers.Serializer[Any]):
    pickup_date = MonthField(required=False, default=None)
    limits = serializers.IntegerField(required=False, default=50, min_value=1, max_value=MOST_PER_PAGE)
    offset = serializers.IntegerField(required=False, default=0, min_value=0, max_value=1_000_000)
    search = WordField()


class JuraganGrowthList(OpsEndpoint):
    input = MonthInput

    def perform(self, *, pickup_date: Any, limits: int, offset: int, search: str) -> list[dict[str, Any]]:
        window = Window.of(offset=offset, limit=limits)
        rows = partner_months(
            pickup_date or clock.today(), search=search.strip(), offset=window.offset, limit=window.limit
        )
        return [month_record(row) for row in rows]


def month_record(row: PartnerMonth) -> dict[str, Any]:
    owner = row.partner.owner
    return {
        "partner_id": row.partner.pk,
        "name": owner.get_full_name(),
        "no_hp": local_phone(owner.phone),
        "join_date": clock.wib(row.partner.created_at).date().isoformat(),
        "last_pickup": row.last_pickup_on.isoformat() if row.last_pickup_on else None,
        "transaction": {"total": row.orders, "expeditions": row.courier_percent},
        "retur_ratio": row.return_percent,
        "problem_ratio": row.problem_percent,
        "unread_tickets": row.unread_tickets,
        "notes": row.partner.ops_note,
        "pickup_activities": [{"indicator": flag} for flag in row.pickup_days],
    }


class NoteInput(serializers.Serializer[Any]):
    partner_id = IdField()
    notes = serializers.CharField(max_length=1000)


class AddPartnerNote(OpsEndpoint):
    input = NoteInput
    message = "success input notes."

    def perform(self, *, partner_id: int, notes: str) -> None:
        note_partner(partner_id, notes, actor=self.actor)


class PeriodInput(serializers.Serializer[Any]):
    start_date = MomentField()
    end_date = MomentField(ends=True)


class UsersGrowth(OpsEndpoint):
    """How many of a period's newcomers came how far; `user_aktif` had parcels picked up in it."""

    input = PeriodInput

    def perform(self, *, start_date: Any, end_date: Any) -> dict[str, int]:
        found = users_growth(start_date, end_date)
        return {
            "Registrasi": found.registered,
            "verifikasi": found.verified,
            "potensial": found.with_product,
            "aktif": found.with_order,
            "user_aktif": found.at_work,
        }

"""Whether couriers came for the parcels: for operators, and for the courier's own desk."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import MitraEndpoint, OpsEndpoint
from komship.api.fields import WordField
from komship.api.pagination import Page, Window, page_object
from komship.lib.clock import wib_text
from komship.lib.phone import local_phone
from orders.selectors.pickup_monitor import (
    WatchedParcel,
    WatchFilter,
    watched_count,
    watched_orders,
    watched_parcels,
)
from orders.states import STATUS_WORDS, OrderStatus
from shipping.selectors.desks import courier_of_desk

ALL, NOT_YET = "Semua", "Belum Dipickup"
LATE, IN_TIME = "Terlewati", "Sesuai jadwal"
PAGE_SIZE = 50


def delay_words(delay: timedelta) -> str:
    """`1 hari 5 jam`."""
    hours = int(delay.total_seconds()) // 3600
    return f"{hours // 24} hari {hours % 24} jam"


class MonitorV1Input(serializers.Serializer[Any]):
    """`Search` with a capital is the contract's slip; both are heard."""

    Search = WordField()
    search = WordField()
    sort = serializers.ChoiceField(choices=["asc", "desc"], required=False, allow_blank=True)
    filter_status = serializers.ChoiceField(choices=[ALL, NOT_YET], required=False, allow_blank=True)
    total_per_page = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=500)
    page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {
            "wanted": WatchFilter(
                search=(attrs["Search"] or attrs["search"]).strip(),
                only_waiting=attrs.get("filter_status") == NOT_YET,
                oldest_first=attrs.get("sort") == "asc",
            ),
            "page": Page.of(page=attrs.get("page"), size=attrs.get("total_per_page"), default_size=PAGE_SIZE),
        }


class PickupMonitorV1(OpsEndpoint):
    input = MonitorV1Input

    def perform(self, *, wanted: WatchFilter, page: Page) -> dict[str, Any]:
        rows = watched_orders(wanted)
        shown = watched_parcels(rows, offset=page.offset, limit=page.size)
        records = [_common(row) | {"pickup_detail": [_place(row)]} for row in shown]
        return page_object(records, page, total=watched_count(rows), path=self.request.path)


class WindowInput(serializers.Serializer[Any]):
    limits = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    offset = serializers.IntegerField(required=False, min_value=0, max_value=10**7)
    search = WordField()
    filter_shipping = WordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        couriers = [name.strip().upper() for name in attrs["filter_shipping"].split(",") if name.strip()]
        return {
            "wanted": WatchFilter(search=attrs["search"].strip(), couriers=couriers),
            "window": Window.of(offset=attrs.get("offset"), limit=attrs.get("limits") or PAGE_SIZE),
        }


class PickupMonitorV2(OpsEndpoint):
    input = WindowInput

    def perform(self, *, wanted: WatchFilter, window: Window) -> list[dict[str, Any]]:
        return _records(wanted, window)


class DeskInput(serializers.Serializer[Any]):
    limits = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    offset = serializers.IntegerField(required=False, min_value=0, max_value=10**7)
    search = WordField()


class PickupMonitorOfDesk(MitraEndpoint):
    """A courier's desk sees the parcels of its courier only."""

    input = DeskInput

    def perform(
        self, *, search: str, limits: int | None = None, offset: int | None = None
    ) -> list[dict[str, Any]]:
        courier = courier_of_desk(self.user.pk)
        wanted = WatchFilter(search=search.strip(), couriers=[courier.name])
        records = _records(wanted, Window.of(offset=offset, limit=limits or PAGE_SIZE))
        return [{key: value for key, value in record.items() if key != "shipping"} for record in records]


def _records(wanted: WatchFilter, window: Window) -> list[dict[str, Any]]:
    rows = watched_parcels(watched_orders(wanted), offset=window.offset, limit=window.limit)
    return [
        _common(row) | {"delay_status": LATE if row.is_late else IN_TIME, "pickup_detail": _place(row)}
        for row in rows
    ]


def _common(row: WatchedParcel) -> dict[str, Any]:
    order, owner = row.order, row.order.partner.owner
    return {
        "pickup_request_date": wib_text(row.pickup.planned_at),
        "user_name": owner.get_full_name(),
        "user_phone": local_phone(owner.phone),
        "shipping": order.courier_name,
        "qty": order.piece_count,
        "no_resi": order.shipment.awb if order.shipment else None,
        "pickup_city": row.pickup.warehouse.city,
        "order_status": STATUS_WORDS[OrderStatus(order.status)],
        "delay": delay_words(row.delay),
    }


def _place(row: WatchedParcel) -> dict[str, Any]:
    pickup = row.pickup
    return {
        "id": pickup.warehouse_id,
        "partner_id": pickup.partner_id,
        "address_name": pickup.warehouse_name,
        "pic": pickup.contact_name,
        "pic_phone": local_phone(pickup.contact_phone),
        "address_detail": pickup.address_line,
        "district": pickup.warehouse.district,
        "city": pickup.warehouse.city,
        "pickup_date": f"{pickup.pickup_on:%Y-%m-%d}",
        "pickup_time": pickup.pickup_time.hour * 3600 + pickup.pickup_time.minute * 60,
    }

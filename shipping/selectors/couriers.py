from collections.abc import Collection, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.templatetags.static import static

from komship.lib import clock
from komship.lib.compiled import CompiledQuery
from shipping.models import (
    Courier,
    CourierService,
    Destination,
    FeeWindow,
    NoCodArea,
    PartnerCourier,
)


def _services(partner_id: int, areas: QuerySet[NoCodArea]) -> QuerySet[CourierService, Any]:
    switches = PartnerCourier.objects.for_partner(partner_id).filter(
        courier=OuterRef("courier"), is_active=True
    )
    refused = areas.filter(Q(courier=OuterRef("courier")) | Q(courier=None))
    return (
        CourierService.objects.filter(courier__is_listed=True)
        .select_related("courier")
        .annotate(is_mine=Exists(switches), is_refused=Exists(refused))
        .order_by("courier__position", "position", "pk")
    )


_SERVICES = CompiledQuery(lambda partner_id: _services(partner_id, NoCodArea.objects.none()))
_SERVICES_TO = CompiledQuery(
    lambda partner_id, destination_id, tariff_code: _services(
        partner_id, NoCodArea.objects.covering(destination_id, tariff_code)
    )
)
_WINDOWS = CompiledQuery(FeeWindow.objects.valid_at)


@dataclass(frozen=True)
class CourierSwitch:
    """A courier as one seller sees it. `closed_reason` is empty while it can be used."""

    courier_id: int
    code: str
    name: str
    image_path: str
    is_active: bool
    is_open: bool
    closed_reason: str


@dataclass(frozen=True)
class ServiceOffer:
    """A courier service with everything a quote needs to know about it for one seller and place."""

    service: CourierService
    window: FeeWindow | None
    is_switched_on: bool
    is_no_cod_area: bool


def courier_switches(partner_id: int) -> list[CourierSwitch]:
    """All couriers shown to sellers with this seller's switch, active ones first."""
    mine = PartnerCourier.objects.for_partner(partner_id).filter(courier=OuterRef("pk"), is_active=True)
    bookable = CourierService.objects.filter(courier=OuterRef("pk"), is_active=True).exclude(books_with="")
    rows = (
        Courier.objects.filter(is_listed=True)
        .annotate(is_mine=Exists(mine), has_service=Exists(bookable))
        .order_by("position", "pk")
    )
    switches = [_switch(row, is_active=row.is_mine, has_service=row.has_service) for row in rows]
    return sorted(switches, key=lambda switch: not switch.is_active)


def _switch(row: Courier, *, is_active: bool, has_service: bool) -> CourierSwitch:
    is_open = row.is_open and has_service
    return CourierSwitch(
        courier_id=row.pk,
        code=row.code,
        name=row.name,
        image_path=row.image_path,
        is_active=is_active and is_open,
        is_open=is_open,
        closed_reason="" if is_open else row.closed_reason,
    )


def active_courier_names(partner_id: int) -> list[str]:
    """Names of the couriers this seller has switched on."""
    return [switch.name for switch in courier_switches(partner_id) if switch.is_active]


def has_courier(partner_id: int) -> bool:
    """Whether this seller has switched any courier on."""
    return PartnerCourier.objects.for_partner(partner_id).filter(is_active=True).exists()


def listed_couriers() -> QuerySet[Courier]:
    """Couriers sellers may hear of, in their usual order."""
    return Courier.objects.filter(is_listed=True).order_by("position", "pk")


def service_offers(
    partner_id: int, destination: Destination | None = None, *, at: datetime | None = None
) -> list[ServiceOffer]:
    """Every listed service, with the fee window valid at the moment. Two queries."""
    if destination is None:
        services = _SERVICES.all(partner_id)
    else:
        services = _SERVICES_TO.all(partner_id, destination.pk, destination.tariff_code)
    windows = {row.service_id: row for row in _WINDOWS.all(at or clock.now())}
    return [
        ServiceOffer(
            service=row,
            window=windows.get(row.pk),
            is_switched_on=row.is_mine,
            is_no_cod_area=row.is_refused,
        )
        for row in services
    ]


def collects_cash_at(courier_name: str, destination_id: int) -> bool:
    """Whether a courier that takes parcels collects cash there, whoever sends them. One query."""
    here = Destination.objects.filter(pk=destination_id).values("tariff_code")[:1]
    refused = NoCodArea.objects.covering(destination_id, Subquery(here)).filter(
        Q(courier=OuterRef("courier")) | Q(courier=None)
    )
    services = CourierService.objects.filter(
        courier__name=courier_name, courier__is_open=True, is_active=True, takes_cod=True
    )
    return services.filter(~Exists(refused)).exists()


def service_offers_by_place(
    partner_id: int, places: Collection[Destination], *, at: datetime | None = None
) -> dict[int, list[ServiceOffer]]:
    """The same for many places, by their ids. Three queries."""
    offers = service_offers(partner_id, at=at)
    codes = {place.tariff_code for place in places} - {""}
    areas = NoCodArea.objects.filter(Q(destination__in=places) | Q(tariff_code__in=codes))
    refused = set(areas.values_list("tariff_code", "destination_id", "courier_id"))
    return {place.pk: [_at(place, offer, refused) for offer in offers] for place in places}


def _at(
    place: Destination, offer: ServiceOffer, refused: Set[tuple[str, int | None, int | None]]
) -> ServiceOffer:
    couriers = (offer.service.courier_id, None)
    is_refused = any(
        (place.tariff_code, None, courier) in refused or ("", place.pk, courier) in refused
        for courier in couriers
    )
    return replace(offer, is_no_cod_area=is_refused)


def courier_image_url(image_path: str) -> str:
    """Where a courier's logo is served; empty when it has none."""
    return static(image_path) if image_path else ""


def shown_services() -> dict[int, list[CourierService]]:
    """Services sellers can be offered, by courier. One query."""
    found: dict[int, list[CourierService]] = {}
    rows = CourierService.objects.filter(courier__is_listed=True, is_active=True).exclude(books_with="")
    for row in rows.order_by("position", "pk"):
        found.setdefault(row.courier_id, []).append(row)
    return found

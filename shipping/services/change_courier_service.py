from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor, record
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import CourierService
from shipping.services._service_spec import ServiceSpec, goes_by
from shipping.services.open_fee_window import open_fee_window


def change_courier_service(service_id: int, spec: ServiceSpec, *, actor: Actor) -> CourierService:
    """Give a service its pickup facts and, from now on, its rates; orders made before keep theirs.

    Its names stay: the courier's tariffs and stored orders know the service by them. Locks the
    service. Raises CourierServiceNotFound, FeeRatesRefused.
    """
    with transaction.atomic():
        service = (
            CourierService.objects.select_for_update(of=("self",), no_key=True)
            .select_related("courier")
            .filter(pk=service_id)
            .first()
        )
        if service is None:
            raise CourierServiceNotFound
        _require_same_names(service, spec)
        before = _facts(service)
        service.max_pickup_time, service.vehicles = spec.max_pickup_time, list(spec.vehicles)
        after = _facts(service)
        if before != after:
            service.save(update_fields=["max_pickup_time", "vehicles"])
            record("courierservice.changed", service, actor=actor, change=(before, after))
        open_fee_window(service.pk, spec.rates, actor=actor)
    return service


def _require_same_names(service: CourierService, spec: ServiceSpec) -> None:
    text = _("Nama ekspedisi dan layanan tidak bisa diganti. Tambahkan layanan baru.")
    if spec.courier_name.strip().casefold() != service.courier.name.casefold():
        raise FeeRatesRefused(text, fields={"shipping_name": [text]})
    if not goes_by(service, spec.service_name):
        raise FeeRatesRefused(text, fields={"service_name": [text]})


def _facts(service: CourierService) -> dict[str, object]:
    return {"max_pickup_time": str(service.max_pickup_time), "vehicles": list(service.vehicles)}

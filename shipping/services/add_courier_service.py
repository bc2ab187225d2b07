from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor, record
from komship.lib.text import fold_spaces
from shipping.errors import CourierServiceExists
from shipping.models import Courier, CourierService
from shipping.services._service_spec import ServiceSpec, goes_by
from shipping.services.open_fee_window import open_fee_window


def add_courier_service(spec: ServiceSpec, *, actor: Actor) -> CourierService:
    """A new service with its rates; closed, until somebody says in the ops panel who books it.

    An unknown courier is made as well, hidden from sellers: clients know only a few by name. Raises
    CourierServiceExists, FeeRatesRefused.
    """
    code = fold_spaces(spec.service_name).upper()[:20]
    with transaction.atomic():
        courier = _courier(fold_spaces(spec.courier_name).upper()[:30], actor)
        known = list(courier.services.select_for_update())
        if any(goes_by(service, code) for service in known):
            text = _("%(courier)s sudah punya layanan %(name)s. Ubah layanan itu saja.")
            raise CourierServiceExists(text % {"courier": courier.name, "name": code})
        service = CourierService.objects.create(
            courier=courier,
            code=code,
            family=code,
            label=code.title(),
            is_active=False,
            inactive_reason=_("Layanan ini segera hadir di Komship."),
            max_pickup_time=spec.max_pickup_time,
            vehicles=list(spec.vehicles),
            position=len(known) + 1,
        )
        record(
            "courierservice.added",
            service,
            actor=actor,
            change=(None, {"courier": courier.name, "code": code}),
        )
        open_fee_window(service.pk, spec.rates, actor=actor)
    return service


def _courier(name: str, actor: Actor) -> Courier:
    """Locked, so that two operators do not add one service twice."""
    courier = Courier.objects.select_for_update(no_key=True).filter(name__iexact=name).first()
    if courier is not None:
        return courier
    code = "".join(sign for sign in name.lower() if sign.isalnum())[:20] or "kurir"
    courier, is_new = Courier.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "is_listed": False,
            "is_open": False,
            "closed_reason": _("%(courier)s segera hadir di Komship.") % {"courier": name},
            "position": Courier.objects.count() + 1,
        },
    )
    if is_new:
        record("courier.added", courier, actor=actor, change=(None, {"name": name}))
    return courier

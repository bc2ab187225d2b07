from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from shipping.carriers.registry import is_configured
from shipping.models import Courier, CourierService, FeeWindow, NoCodArea

REGULAR, CARGO = CourierService.Group.REGULAR, CourierService.Group.CARGO
FIRST_WINDOW = datetime(2023, 1, 1, tzinfo=UTC)
# What the platform keeps of the couriers' discount, in basis points.
MARGIN_BP = 300


@dataclass(frozen=True, kw_only=True)
class _Service:
    code: str
    family: str
    label: str
    cashback_bp: int
    group: str = REGULAR
    min_weight_g: int = 0
    max_weight_g: int | None = None
    divisor: int = 6000


@dataclass(frozen=True, kw_only=True)
class _Courier:
    code: str
    name: str
    services: tuple[_Service, ...]
    adapter: str = ""
    only_cod: bool = False
    no_cod: tuple[str, ...] = ()

    @property
    def usable_adapter(self) -> str:
        """The adapter while this installation can ask it."""
        return self.adapter if self.adapter and is_configured(self.adapter) else ""

    @property
    def closed_reason(self) -> str:
        return f"{self.name} segera hadir di Komship."


# Rates shown to sellers in 2023; cargo starts above 5 kg, GOKIL at 10 kg. Couriers whose adapter is not
# configured are known but closed, so sellers see them with a reason instead of missing them. Shipper
# carries nothing but COD orders for us.
COURIERS = (
    _Courier(
        code="jne",
        name="JNE",
        adapter="jne",
        no_cod=("DJJ10001", "MKW10000", "TTE10000"),
        services=(
            _Service(code="REG19", family="REG", label="Reguler", cashback_bp=2500),
            _Service(code="CTC19", family="CTC", label="Reguler", cashback_bp=2500),
            _Service(code="YES19", family="YES", label="YES", cashback_bp=2500),
            _Service(
                code="JTR18", family="JTR", label="Trucking", cashback_bp=500, group=CARGO, min_weight_g=5001
            ),
        ),
    ),
    _Courier(
        code="sicepat",
        name="SICEPAT",
        adapter="shipper",
        only_cod=True,
        services=(
            _Service(code="SIUNT", family="SIUNT", label="Reguler", cashback_bp=3000),
            _Service(
                code="GOKIL", family="GOKIL", label="Cargo", cashback_bp=500, group=CARGO, min_weight_g=10_000
            ),
        ),
    ),
    _Courier(
        code="idexpress",
        name="IDEXPRESS",
        adapter="shipper",
        only_cod=True,
        services=(
            _Service(code="STD", family="STD", label="Reguler", cashback_bp=2500, min_weight_g=501),
            _Service(code="IDlite", family="IDlite", label="IDlite", cashback_bp=1500, max_weight_g=500),
            _Service(
                code="Idtruck",
                family="Idtruck",
                label="ID Truck",
                cashback_bp=500,
                group=CARGO,
                min_weight_g=5001,
                divisor=4000,
            ),
        ),
    ),
    _Courier(
        code="sap",
        name="SAP",
        adapter="shipper",
        only_cod=True,
        services=(
            _Service(code="UDRREG", family="UDRREG", label="Reguler", cashback_bp=3500),
            _Service(
                code="DRGREG", family="DRGREG", label="Cargo", cashback_bp=500, group=CARGO, min_weight_g=5001
            ),
        ),
    ),
)


def seed_couriers() -> int:
    """The couriers of Komship with services, rates and areas without COD; returns how many couriers.

    Repeating it corrects names and weights, opens couriers whose adapter has been configured since,
    and leaves alone what ops may have changed: which courier or service is open, and every fee window.
    """
    with transaction.atomic():
        for position, seed in enumerate(COURIERS, start=1):
            courier = _courier(seed, position)
            for place, service in enumerate(seed.services, start=1):
                _service(courier, seed, service, place)
            NoCodArea.objects.bulk_create(
                [NoCodArea(courier=courier, tariff_code=code) for code in seed.no_cod], ignore_conflicts=True
            )
    return len(COURIERS)


def _courier(seed: _Courier, position: int) -> Courier:
    shown = {
        "name": seed.name,
        "position": position,
        "image_path": f"shipping/couriers/{seed.code}.svg",
    }
    closed = {} if seed.usable_adapter else {"is_open": False, "closed_reason": seed.closed_reason}
    courier, is_new = Courier.objects.update_or_create(
        code=seed.code, defaults=shown, create_defaults=shown | closed
    )
    if not is_new and seed.usable_adapter and not courier.is_open:
        # Closed by this seed, not by ops, who write a reason of their own.
        Courier.objects.filter(pk=courier.pk, closed_reason=seed.closed_reason).update(
            is_open=True, closed_reason=""
        )
    return courier


def _service(courier: Courier, owner: _Courier, seed: _Service, position: int) -> None:
    facts = {
        "family": seed.family,
        "label": seed.label,
        "group": seed.group,
        "min_weight_g": seed.min_weight_g,
        "max_weight_g": seed.max_weight_g,
        "divisor": seed.divisor,
        "position": position,
        "takes_non_cod": not owner.only_cod,
    }
    adapter = owner.usable_adapter
    opened = {"books_with": adapter, "tracks_with": adapter, "is_active": bool(adapter)}
    service, is_new = CourierService.objects.update_or_create(
        courier=courier, code=seed.code, defaults=facts, create_defaults=facts | opened
    )
    if not is_new and adapter and not service.books_with:
        CourierService.objects.filter(pk=service.pk).update(**opened)
    if not service.fee_windows.exists():
        FeeWindow.objects.create(
            service=service,
            valid_from=FIRST_WINDOW,
            cashback_bp=seed.cashback_bp,
            cashback_from_bp=seed.cashback_bp + MARGIN_BP,
        )

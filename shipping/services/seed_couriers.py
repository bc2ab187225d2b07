from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

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
    no_cod: tuple[str, ...] = ()


# Rates shown to sellers in 2023; cargo starts above 5 kg, GOKIL at 10 kg. Couriers without an adapter
# are known but closed, so sellers see them with a reason instead of missing them.
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

    Repeating it corrects names and weights, and leaves alone what ops may have changed since: which
    courier or service is open, and every fee window.
    """
    with transaction.atomic():
        for position, seed in enumerate(COURIERS, start=1):
            courier = _courier(seed, position)
            for place, service in enumerate(seed.services, start=1):
                _service(courier, seed.adapter, service, place)
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
    closed = (
        {} if seed.adapter else {"is_open": False, "closed_reason": f"{seed.name} segera hadir di Komship."}
    )
    courier, _ = Courier.objects.update_or_create(
        code=seed.code, defaults=shown, create_defaults=shown | closed
    )
    return courier


def _service(courier: Courier, adapter: str, seed: _Service, position: int) -> None:
    facts = {
        "family": seed.family,
        "label": seed.label,
        "group": seed.group,
        "min_weight_g": seed.min_weight_g,
        "max_weight_g": seed.max_weight_g,
        "divisor": seed.divisor,
        "position": position,
    }
    opened = {"books_with": adapter, "tracks_with": adapter, "is_active": bool(adapter)}
    service, _ = CourierService.objects.update_or_create(
        courier=courier, code=seed.code, defaults=facts, create_defaults=facts | opened
    )
    if not service.fee_windows.exists():
        FeeWindow.objects.create(
            service=service,
            valid_from=FIRST_WINDOW,
            cashback_bp=seed.cashback_bp,
            cashback_from_bp=seed.cashback_bp + MARGIN_BP,
        )

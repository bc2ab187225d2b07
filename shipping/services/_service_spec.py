from dataclasses import dataclass
from datetime import time

from shipping.models import CourierService
from shipping.rules.fees import FeeRates


@dataclass(frozen=True, kw_only=True)
class ServiceSpec:
    """A courier service as an operator describes it; names in any letter case, time of Jakarta."""

    courier_name: str
    service_name: str
    rates: FeeRates
    max_pickup_time: time | None
    vehicles: tuple[str, ...]


def goes_by(service: CourierService, name: str) -> bool:
    """Whether a name means this service: clients shorten the code REG19 to `reg`."""
    wanted = name.strip().casefold()
    letters = "".join(sign for sign in service.code if sign.isalpha())
    return wanted in {service.code.casefold(), service.family.casefold(), letters.casefold()}

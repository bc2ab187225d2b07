"""What couriers did with the parcels of the demo's past: JNE codes, places and hours after booking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from shipping.carriers.base import Scan

# Hours after the airway bill at which each step is due; the random part keeps parcels apart.
_PICKED_UP = (("RC1", "SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT", 6),)
_TRANSIT = (
    ("OP1", "RECEIVED AT SORTING CENTER", 11),
    ("OP2", "PROCESSED AT SORTING CENTER", 16),
    ("TP4", "DEPARTED FROM TRANSIT", 28),
    ("IP1", "RECEIVED AT WAREHOUSE", 40),
)
_ATTEMPT = (("IP3", "WITH DELIVERY COURIER", 46),)
_FAILED = (("U07", "RUMAH KOSONG", 50),)
_SECOND = (("IP3", "WITH DELIVERY COURIER", 70),)
_RETURNING = (
    ("U08", "PENERIMA MENOLAK MEMBAYAR COD", 72),
    ("CR1", "SHIPMENT RETURN", 96),
    ("OP2", "PROCESSED AT SORTING CENTER", 110),
)

JOURNEYS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "waiting": (),
    "picked_up": _PICKED_UP,
    "transit": _PICKED_UP + _TRANSIT,
    "delivering": _PICKED_UP + _TRANSIT + _ATTEMPT,
    "problem": _PICKED_UP + _TRANSIT + _ATTEMPT + _FAILED,
    "delivered": _PICKED_UP + _TRANSIT + _ATTEMPT + (("D01", "DELIVERED TO", 49),),
    "delivered_late": _PICKED_UP + _TRANSIT + _ATTEMPT + _FAILED + _SECOND + (("D09", "DELIVERED TO", 73),),
    "returning": _PICKED_UP + _TRANSIT + _ATTEMPT + _FAILED + _RETURNING,
    "returned": _PICKED_UP + _TRANSIT + _ATTEMPT + _FAILED + _RETURNING + (("R01", "DELIVERED TO", 144),),
    "lost": _PICKED_UP + _TRANSIT + (("U14", "SHIPMENT MISSING", 200),),
    "damaged": _PICKED_UP + _TRANSIT + (("U11", "SHIPMENT DAMAGED", 60),),
}


@dataclass(frozen=True)
class Leg:
    """From where to where, and who receives: what the courier writes into the brackets."""

    origin: str
    destination: str
    recipient: str


def scans_of(name: str, booked_at: datetime, leg: Leg, chance: Random) -> list[Scan]:
    """The scans of a journey, oldest first, at whole minutes."""
    start = booked_at.replace(second=0, microsecond=0)
    scans: list[Scan] = []
    for code, text, hours in JOURNEYS[name]:
        at = start + timedelta(minutes=hours * 60 + chance.randrange(90))
        place = leg.origin if hours < 30 or hours > 80 else leg.destination
        bracket = f"{leg.recipient} | {at:%d-%m-%Y %H:%M} | {place}" if "TO" in text else place
        scans.append(Scan(code=code, text=f"{text} [{bracket}]"[:300], occurred_at=at, place=bracket))
    return scans


def lasts(name: str) -> timedelta:
    """How long after the airway bill the journey is over."""
    steps = JOURNEYS[name]
    return timedelta(hours=(steps[-1][2] if steps else 0) + 2)

"""Periodic work of finance, run by beat and by `drain`. No logic here."""

from finance.services import claim_due_top_ups
from komship.core.sweeps import sweep


@sweep(name="finance.look_at_top_ups", every_s=30)
def look_at_top_ups() -> int:
    return claim_due_top_ups()

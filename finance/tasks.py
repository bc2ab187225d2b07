"""Periodic work of finance, run by beat and, where it is due at once, by `drain`. No logic here."""

from finance.services import claim_due_top_ups, prove_nightly, seal_ledger
from komship.core.sweeps import sweep


@sweep(name="finance.look_at_top_ups", every_s=30)
def look_at_top_ups() -> int:
    return claim_due_top_ups()


@sweep(name="finance.seal_ledger", every_s=300, queue="bulk", in_drain=False)
def seal() -> int:
    return seal_ledger()


@sweep(name="finance.prove_nightly", every_s=900, queue="bulk", in_drain=False)
def prove() -> int:
    return prove_nightly()

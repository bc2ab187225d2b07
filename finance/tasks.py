"""Periodic work of finance. No logic here."""

from finance.services import prove_nightly, seal_ledger
from komship.core.sweeps import sweep


@sweep(name="finance.seal_ledger", every_s=300, queue="bulk", in_drain=False)
def seal() -> int:
    return seal_ledger()


@sweep(name="finance.prove_nightly", every_s=900, queue="bulk", in_drain=False)
def prove() -> int:
    return prove_nightly()

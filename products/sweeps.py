"""Periodic work of the catalogue."""

from komship.core.sweeps import sweep
from products.services.forget_leftovers import forget_leftovers


@sweep(name="products.forget_leftovers", every_s=3600, queue="bulk")
def sweep_leftovers() -> int:
    """Forget pictures and imports nobody came back for."""
    return forget_leftovers()

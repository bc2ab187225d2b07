"""Periodic work of the dashboards. No logic here."""

from komship.core.sweeps import sweep
from komship.dashboard.services import refresh_figures


@sweep(name="dashboard.refresh_figures", every_s=300, queue="bulk", in_drain=False)
def refresh() -> int:
    return refresh_figures()

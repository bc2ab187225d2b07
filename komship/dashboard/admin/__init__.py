"""Ops panel of figures: each module registers its pages."""

from komship.dashboard.admin import ads, figures

__all__ = ["ads", "figures"]

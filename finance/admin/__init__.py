"""Ops panel of money: the ledger to look at, decisions through their use-cases."""

from finance.admin import (
    differences,
    explorer,
    ledger,
    parcels,
    payouts,
    proof,
    proposals,
    remittances,
    top_ups,
    withdrawals,
)

__all__ = [
    "differences",
    "explorer",
    "ledger",
    "parcels",
    "payouts",
    "proof",
    "proposals",
    "remittances",
    "top_ups",
    "withdrawals",
]

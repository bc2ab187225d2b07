"""Ops panel of money: the ledger to look at, decisions through their use-cases."""

from finance.admin import ledger, parcels, payouts, proof, proposals, top_ups, withdrawals

__all__ = ["ledger", "parcels", "payouts", "proof", "proposals", "top_ups", "withdrawals"]

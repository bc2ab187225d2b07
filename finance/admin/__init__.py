"""Ops panel of money: the ledger to look at, decisions through their use-cases."""

from finance.admin import explorer, ledger, parcels, payouts, proof, proposals, top_ups, withdrawals

__all__ = ["explorer", "ledger", "parcels", "payouts", "proof", "proposals", "top_ups", "withdrawals"]

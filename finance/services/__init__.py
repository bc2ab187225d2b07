"""Use-cases of the finance app; other apps import them from here."""

from finance.services._bank_account import BankAccountInput
from finance.services.accept_top_up import accept_top_up
from finance.services.add_bank_account import add_bank_account
from finance.services.amend_parcel import amend_parcel
from finance.services.approve_withdrawal import approve_withdrawal
from finance.services.cancel_parcel import cancel_parcel
from finance.services.cancel_withdrawal import cancel_withdrawal
from finance.services.change_bank_account import change_bank_account
from finance.services.charge_seller import Charge, charge_seller
from finance.services.claim_due_top_ups import claim_due_top_ups
from finance.services.compensate_parcel import compensate_parcel
from finance.services.complete_withdrawal import complete_withdrawal
from finance.services.delete_bank_account import delete_bank_account
from finance.services.deliver_parcel import deliver_parcel
from finance.services.describe_parcel import describe_parcel
from finance.services.find_bank_owner import find_bank_owner
from finance.services.flag_parcel import flag_parcel
from finance.services.keep_gateway_news import keep_gateway_news
from finance.services.look_at_top_up import look_at_top_up
from finance.services.lose_parcel import lose_parcel
from finance.services.open_parcel import open_parcel
from finance.services.receive_return import receive_return
from finance.services.record_top_up import record_top_up
from finance.services.refund_charge import refund_charge
from finance.services.reject_withdrawal import reject_withdrawal
from finance.services.request_top_up import request_top_up
from finance.services.request_withdrawal import request_withdrawal
from finance.services.review_withdrawal import review_withdrawal
from finance.services.set_default_bank_account import set_default_bank_account
from finance.services.settle_top_up import settle_top_up
from finance.services.ship_parcel import ship_parcel
from finance.services.start_return import start_return
from finance.services.start_statement import start_statement
from finance.services.start_transaction_export import start_transaction_export
from finance.services.take_gateway_news import take_gateway_news
from finance.services.write_statement import StatementFile, write_statement
from finance.services.write_transactions import TransactionExport, write_transactions
from finance.terms import ParcelTerms

__all__ = [
    "BankAccountInput",
    "Charge",
    "ParcelTerms",
    "StatementFile",
    "TransactionExport",
    "accept_top_up",
    "add_bank_account",
    "amend_parcel",
    "approve_withdrawal",
    "cancel_parcel",
    "cancel_withdrawal",
    "change_bank_account",
    "charge_seller",
    "claim_due_top_ups",
    "compensate_parcel",
    "complete_withdrawal",
    "delete_bank_account",
    "deliver_parcel",
    "describe_parcel",
    "find_bank_owner",
    "flag_parcel",
    "keep_gateway_news",
    "look_at_top_up",
    "lose_parcel",
    "open_parcel",
    "receive_return",
    "record_top_up",
    "refund_charge",
    "reject_withdrawal",
    "request_top_up",
    "request_withdrawal",
    "review_withdrawal",
    "set_default_bank_account",
    "settle_top_up",
    "ship_parcel",
    "start_return",
    "start_statement",
    "start_transaction_export",
    "take_gateway_news",
    "write_statement",
    "write_transactions",
]

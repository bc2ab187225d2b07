"""Use-cases of the finance app; other apps import them from here."""

from finance.services._bank_account import BankAccountInput
from finance.services.accept_top_up import accept_top_up
from finance.services.add_bank_account import add_bank_account
from finance.services.amend_parcel import amend_parcel
from finance.services.approve_proposal import approve_proposal
from finance.services.approve_withdrawal import approve_withdrawal
from finance.services.approve_write_off import approve_write_off
from finance.services.assign_differences import assign_differences
from finance.services.attach_proofs import attach_proofs
from finance.services.book_remittance import Receipt, book_remittance
from finance.services.cancel_parcel import cancel_parcel
from finance.services.cancel_payout_batch import cancel_payout_batch
from finance.services.cancel_withdrawal import cancel_withdrawal
from finance.services.change_bank_account import change_bank_account
from finance.services.charge_seller import Charge, charge_seller
from finance.services.check_remittance import NewRemittance, check_remittance
from finance.services.claim_due_top_ups import claim_due_top_ups
from finance.services.compensate_parcel import compensate_parcel
from finance.services.complete_withdrawal import complete_withdrawal
from finance.services.delete_bank_account import delete_bank_account
from finance.services.deliver_parcel import deliver_parcel
from finance.services.describe_parcel import describe_parcel
from finance.services.discard_remittance import discard_remittance
from finance.services.drop_payout_item import drop_payout_item
from finance.services.find_bank_owner import find_bank_owner
from finance.services.flag_parcel import flag_parcel
from finance.services.hand_out_bank_file import hand_out_bank_file
from finance.services.import_payout_results import AfterFailure, import_payout_results
from finance.services.keep_gateway_news import keep_gateway_news
from finance.services.look_at_top_up import look_at_top_up
from finance.services.lose_parcel import lose_parcel
from finance.services.make_payout_batch import make_payout_batch
from finance.services.match_remittance import match_remittance
from finance.services.open_parcel import open_parcel
from finance.services.propose_adjustment import AdjustmentDraft, propose_adjustment
from finance.services.propose_compensation import propose_compensation
from finance.services.propose_write_off import propose_write_off
from finance.services.prove_ledger import prove_ledger
from finance.services.prove_nightly import prove_nightly
from finance.services.receive_return import receive_return
from finance.services.recognise_parcel import recognise_parcel
from finance.services.record_top_up import record_top_up
from finance.services.refund_charge import refund_charge
from finance.services.refuse_proposal import refuse_proposal
from finance.services.refuse_write_off import refuse_write_off
from finance.services.reject_withdrawal import reject_withdrawal
from finance.services.release_payout_batch import release_payout_batch
from finance.services.request_top_up import request_top_up
from finance.services.request_withdrawal import request_withdrawal
from finance.services.resolve_difference import resolve_difference
from finance.services.review_withdrawal import review_withdrawal
from finance.services.seal_ledger import seal_ledger
from finance.services.set_default_bank_account import set_default_bank_account
from finance.services.settle_top_up import settle_top_up
from finance.services.ship_parcel import ship_parcel
from finance.services.sign_withdrawal import sign_withdrawal
from finance.services.start_ledger_export import start_ledger_export
from finance.services.start_remittance_import import start_remittance_import
from finance.services.start_return import start_return
from finance.services.start_statement import start_statement
from finance.services.start_transaction_export import start_transaction_export
from finance.services.take_gateway_news import take_gateway_news
from finance.services.write_ledger import write_ledger
from finance.services.write_statement import StatementFile, write_statement
from finance.services.write_transactions import TransactionExport, write_transactions
from finance.terms import ParcelTerms

__all__ = [
    "AdjustmentDraft",
    "AfterFailure",
    "BankAccountInput",
    "Charge",
    "NewRemittance",
    "ParcelTerms",
    "Receipt",
    "StatementFile",
    "TransactionExport",
    "accept_top_up",
    "add_bank_account",
    "amend_parcel",
    "approve_proposal",
    "approve_withdrawal",
    "approve_write_off",
    "assign_differences",
    "attach_proofs",
    "book_remittance",
    "cancel_parcel",
    "cancel_payout_batch",
    "cancel_withdrawal",
    "change_bank_account",
    "charge_seller",
    "check_remittance",
    "claim_due_top_ups",
    "compensate_parcel",
    "complete_withdrawal",
    "delete_bank_account",
    "deliver_parcel",
    "describe_parcel",
    "discard_remittance",
    "drop_payout_item",
    "find_bank_owner",
    "flag_parcel",
    "hand_out_bank_file",
    "import_payout_results",
    "keep_gateway_news",
    "look_at_top_up",
    "lose_parcel",
    "make_payout_batch",
    "match_remittance",
    "open_parcel",
    "propose_adjustment",
    "propose_compensation",
    "propose_write_off",
    "prove_ledger",
    "prove_nightly",
    "receive_return",
    "recognise_parcel",
    "record_top_up",
    "refund_charge",
    "refuse_proposal",
    "refuse_write_off",
    "reject_withdrawal",
    "release_payout_batch",
    "request_top_up",
    "request_withdrawal",
    "resolve_difference",
    "review_withdrawal",
    "seal_ledger",
    "set_default_bank_account",
    "settle_top_up",
    "ship_parcel",
    "sign_withdrawal",
    "start_ledger_export",
    "start_remittance_import",
    "start_return",
    "start_statement",
    "start_transaction_export",
    "take_gateway_news",
    "write_ledger",
    "write_statement",
    "write_transactions",
]

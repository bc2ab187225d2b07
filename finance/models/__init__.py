from finance.models.account import Account
from finance.models.bank_account import BankAccount
from finance.models.bank_inquiry import BankInquiry
from finance.models.cod_difference import CodDifference
from finance.models.entry import Entry, Posting
from finance.models.parcel_money import ParcelMoney
from finance.models.payout import PayoutBatch, PayoutItem
from finance.models.proof_run import ProofFinding, ProofRun
from finance.models.proposal import MoneyProposal
from finance.models.remittance import Remittance, RemittanceLine
from finance.models.remittance_format import RemittanceFormat
from finance.models.seal import LedgerSeal
from finance.models.top_up import GatewayNews, TopUp
from finance.models.transfer_proof import TransferProof
from finance.models.withdrawal import Withdrawal, WithdrawalHistory

__all__ = [
    "Account",
    "BankAccount",
    "BankInquiry",
    "CodDifference",
    "Entry",
    "GatewayNews",
    "LedgerSeal",
    "MoneyProposal",
    "ParcelMoney",
    "PayoutBatch",
    "PayoutItem",
    "Posting",
    "ProofFinding",
    "ProofRun",
    "Remittance",
    "RemittanceFormat",
    "RemittanceLine",
    "TopUp",
    "TransferProof",
    "Withdrawal",
    "WithdrawalHistory",
]

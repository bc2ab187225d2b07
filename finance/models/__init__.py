from finance.models.account import Account
from finance.models.bank_account import BankAccount
from finance.models.bank_inquiry import BankInquiry
from finance.models.entry import Entry, Posting
from finance.models.parcel_money import ParcelMoney
from finance.models.top_up import GatewayNews, TopUp
from finance.models.withdrawal import Withdrawal, WithdrawalHistory

__all__ = [
    "Account",
    "BankAccount",
    "BankInquiry",
    "Entry",
    "GatewayNews",
    "ParcelMoney",
    "Posting",
    "TopUp",
    "Withdrawal",
    "WithdrawalHistory",
]

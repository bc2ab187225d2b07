from django.urls import URLPattern

from finance.api.balance_summary import BalanceSummaryView
from finance.api.bank_accounts import BankAccountList
from finance.api.cashback_summary import CashbackSummaryView
from finance.api.saldo import Saldo
from finance.api.transactions import TransactionListV1, TransactionListV2
from finance.api.withdrawal_check import WithdrawalCheckView
from finance.api.withdrawals import WithdrawalDetail, WithdrawalList, WithdrawalRequest
from komship.api.routing import row

urlpatterns: list[URLPattern] = [
    row("kmpoin/kmPoinWithdrawalRequest", get=WithdrawalList, post=WithdrawalRequest),
    row("kmpoin/kmPoinWithdrawalRequest/<int:withdrawal_id>", get=WithdrawalDetail),
    row("user/partner/get-saldo", get=Saldo),
    row("v1/bank-account", get=BankAccountList),
    row("v1/dashboard/partner/balanceSummary", get=BalanceSummaryView),
    row("v1/dashboard/partner/cashbackSummary", get=CashbackSummaryView),
    row("v1/partner/order-transaction-balance", get=TransactionListV1),
    row("v1/partner/withdrawal/check-possible-withdraw", get=WithdrawalCheckView),
    row("v2/partner/order-transaction-balance", get=TransactionListV2),
]

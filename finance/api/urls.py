from django.urls import URLPattern

from finance.api.balance_summary import BalanceSummaryView
from finance.api.bank_accounts import (
    BankAccountDetail,
    BankAccountList,
    DeleteBankAccount,
    StoreV1,
    StoreV2,
    StoreV3,
    UpdateBankAccount,
)
from finance.api.banks import BankCheck, BankList, BankOwner
from finance.api.cashback_summary import CashbackSummaryView
from finance.api.export_transactions import ExportTransactions
from finance.api.gateway_news import PaymentWebhook
from finance.api.income import IncomeGraph, IncomeSummary
from finance.api.ops_withdrawals import (
    DecideWithdrawal,
    OpsWithdrawalDetail,
    OpsWithdrawalList,
    UploadProof,
)
from finance.api.saldo import Saldo
from finance.api.top_up import TopUpRequest
from finance.api.transactions import TransactionListV1, TransactionListV2
from finance.api.withdrawal_check import WithdrawalCheckView
from finance.api.withdrawal_details import (
    ExportWithdrawals,
    OpsTransactionsBehind,
    TransactionsBehind,
    WithdrawalDetailV2,
)
from finance.api.withdrawals import (
    FinishWithdrawal,
    StoreAttachment,
    WithdrawalDetail,
    WithdrawalList,
    WithdrawalRequest,
)
from komship.api.routing import row

urlpatterns: list[URLPattern] = [
    row("attachment/file/storeFile", post=StoreAttachment),
    row("invoice/topUpKmPoin", post=TopUpRequest),
    row("kmpoin/kmPoinWithdrawalRequest", get=WithdrawalList, post=WithdrawalRequest),
    row("kmpoin/kmPoinWithdrawalRequest/<int:withdrawal_id>", get=WithdrawalDetail, put=FinishWithdrawal),
    row("kmpoin/kmPoinWithdrawalRequestReport/export", get=ExportWithdrawals),
    row("user/partner/get-saldo", get=Saldo),
    row("v1/admin/withdrawal/detail/<int:withdrawal_id>", get=OpsWithdrawalDetail),
    row("v1/admin/withdrawal/list", get=OpsWithdrawalList),
    row("v1/admin/withdrawal/update/<int:withdrawal_id>", put=DecideWithdrawal),
    row("v1/admin/withdrawal/upload/<int:withdrawal_id>", post=UploadProof, put=UploadProof),
    row("v1/bank-account", get=BankAccountList),
    row("v1/bank-account/<int:bank_account_id>", get=BankAccountDetail),
    row("v1/bank-account/delete/<int:bank_account_id>", delete=DeleteBankAccount),
    row("v1/bank-account/store", post=StoreV1),
    row("v1/bank-account/update/<int:bank_account_id>", put=UpdateBankAccount),
    row("v1/bank/check", post=BankCheck),
    row("v1/bank/check-bank-owner", post=BankOwner),
    row("v1/dashboard/partner/balanceSummary", get=BalanceSummaryView),
    row("v1/dashboard/partner/cashbackSummary", get=CashbackSummaryView),
    row("v1/finance/partner/inComeSummary", get=IncomeSummary),
    row("v1/finance/partner/partnerIncomeGraph", get=IncomeGraph),
    row("v1/partner/order-transaction-balance", get=TransactionListV1),
    row("v1/partner/print/transaction-balance", get=ExportTransactions),
    row("v1/partner/withdrawal/check-possible-withdraw", get=WithdrawalCheckView),
    row("v2/admin/withdrawal/detail/list/<int:user_id>", get=OpsTransactionsBehind),
    row("v2/admin/withdrawal/update/<int:withdrawal_id>", put=DecideWithdrawal),
    row("v2/bank-account/store", post=StoreV2),
    row("v2/bank/check", post=BankOwner),
    row("v2/partner/order-transaction-balance", get=TransactionListV2),
    row("v2/partner/withdrawal/detail/<int:withdrawal_id>", get=WithdrawalDetailV2),
    row("v2/partner/withdrawal/detail/list/<int:user_id>", get=TransactionsBehind),
    row("v3/bank-account/store", post=StoreV3),
    row("webhooks/payment", post=PaymentWebhook),
    row("xendit/disbursementbankAvailable", get=BankList),
]

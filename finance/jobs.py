"""Files of money that people watch being made."""

from django.utils.translation import gettext_lazy

from accounts.states import Right
from finance.services.start_ledger_export import LEDGER_EXPORT, ledger_filter_of
from finance.services.start_statement import STATEMENT, file_of
from finance.services.start_transaction_export import TRANSACTION_EXPORT, export_of
from finance.services.write_ledger import write_ledger
from finance.services.write_statement import write_statement
from finance.services.write_transactions import write_transactions
from komship.core.jobs import FileWork, JobKind, file_job, partner_of


@file_job(
    JobKind(
        TRANSACTION_EXPORT,
        label=gettext_lazy("Unduh rincian saldo"),
        right=Right.FINANCE_BALANCE,
        icon="file-export",
    )
)
def write_balance_file(work: FileWork) -> str:
    return write_transactions(export_of(partner_of(work.job), work.job.params), work.out, tell=work.progress)


@file_job(
    JobKind(STATEMENT, label=gettext_lazy("Laporan saldo"), right=Right.FINANCE_BALANCE, icon="file-export")
)
def write_statement_file(work: FileWork) -> str:
    return write_statement(file_of(partner_of(work.job), work.job.params), work.out, tell=work.progress)


@file_job(JobKind(LEDGER_EXPORT, label=gettext_lazy("Unduh buku besar"), right=None, icon="file-export"))
def write_ledger_file(work: FileWork) -> str:
    """Operators' only: it belongs to no seller, so no member's list of jobs has it."""
    return write_ledger(ledger_filter_of(work.job.params), work.out, tell=work.progress)

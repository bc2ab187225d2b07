from django.urls import path

from finance.web.views.bank_accounts import bank_accounts, choose_default, delete
from finance.web.views.money import entry, money, parcels
from finance.web.views.new_bank_account import new_bank_account, send_again, start_over
from finance.web.views.proofs import proof, proof_link
from finance.web.views.statements import (
    month_statement,
    statements,
    transaction_file,
    withdrawal_statement,
)
from finance.web.views.top_ups import top_up, top_up_page, top_ups
from finance.web.views.withdrawals import withdraw, withdrawal, withdrawals

app_name = "finance"

urlpatterns = [
    path("keuangan/", money, name="money"),
    path("keuangan/paket/", parcels, name="parcels"),
    path("keuangan/transaksi/<int:entry_id>/", entry, name="entry"),
    path("keuangan/unduh/", transaction_file, name="transaction_file"),
    path("keuangan/isi-saldo/", top_up, name="new_top_up"),
    path("keuangan/isi-saldo/riwayat/", top_ups, name="top_ups"),
    path("keuangan/isi-saldo/<int:top_up_id>/", top_up_page, name="top_up"),
    path("keuangan/laporan/", statements, name="statements"),
    path("keuangan/laporan/<str:month>/", month_statement, name="statement"),
    path(
        "keuangan/laporan/penarikan/<int:withdrawal_id>/", withdrawal_statement, name="withdrawal_statement"
    ),
    path("keuangan/tarik/", withdraw, name="withdraw"),
    path("keuangan/penarikan/", withdrawals, name="withdrawals"),
    path("keuangan/penarikan/<int:withdrawal_id>/", withdrawal, name="withdrawal"),
    path("keuangan/bukti/<int:proof_id>/", proof, name="proof"),
    path("keuangan/bukti/lihat/<str:proof_token>/", proof_link, name="proof_link"),
    path("pengaturan/rekening/", bank_accounts, name="bank_accounts"),
    path("pengaturan/rekening/tambah/", new_bank_account, name="new_bank_account"),
    path("pengaturan/rekening/tambah/ulang/", start_over, name="bank_account_start_over"),
    path("pengaturan/rekening/tambah/kirim-lagi/", send_again, name="bank_account_send_again"),
    path("pengaturan/rekening/<int:bank_account_id>/utama/", choose_default, name="default_bank_account"),
    path("pengaturan/rekening/<int:bank_account_id>/hapus/", delete, name="delete_bank_account"),
]

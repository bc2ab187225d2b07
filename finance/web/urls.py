from django.urls import path

from finance.web.views.bank_accounts import bank_accounts, choose_default, delete
from finance.web.views.money import entry, money, parcels
from finance.web.views.new_bank_account import new_bank_account, send_again, start_over
from finance.web.views.proofs import proof, proof_link
from finance.web.views.withdrawals import withdraw, withdrawal, withdrawals

app_name = "finance"

urlpatterns = [
    path("keuangan/", money, name="money"),
    path("keuangan/paket/", parcels, name="parcels"),
    path("keuangan/transaksi/<int:entry_id>/", entry, name="entry"),
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

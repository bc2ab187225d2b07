from django.urls import path

from finance.web.views.money import entry, money, parcels
from finance.web.views.withdrawals import withdraw, withdrawal, withdrawals

app_name = "finance"

urlpatterns = [
    path("keuangan/", money, name="money"),
    path("keuangan/paket/", parcels, name="parcels"),
    path("keuangan/transaksi/<int:entry_id>/", entry, name="entry"),
    path("keuangan/tarik/", withdraw, name="withdraw"),
    path("keuangan/penarikan/", withdrawals, name="withdrawals"),
    path("keuangan/penarikan/<int:withdrawal_id>/", withdrawal, name="withdrawal"),
]

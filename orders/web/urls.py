"""Families of pages under one roof: the orders, their pickups, parcels, returns, buyers and incomes."""

from django.urls import include, path

from orders.web.views import (
    attention,
    customer_areas,
    customer_detail,
    customer_export,
    customer_list,
    desk,
    desk_edit,
    desk_search,
    drafts,
    dropoff,
    income,
    labels,
    mass_orders,
    mass_sheet,
    order_changes,
    order_detail,
    order_export,
    order_list,
    pickup_detail,
    pickup_list,
    pickup_new,
    returns,
)

order_pages = [
    path("", order_list.order_list, name="list"),
    path("ekspor/", order_export.order_export, name="export"),
    path("pilihan/", order_changes.act_on_chosen, name="chosen"),
    path("baru/", desk.desk, name="desk"),
    path("baru/tujuan/", desk_search.destinations, name="desk_destinations"),
    path("baru/produk/", desk_search.products, name="desk_products"),
    path("draf/", drafts.drafts, name="drafts"),
    path("draf/<int:draft_id>/buang/", drafts.discard, name="draft_discard"),
    path("baru/pembeli/", desk_search.buyers, name="desk_buyers"),
    path("label/", labels.labels, name="labels"),
    path("massal/", mass_orders.mass_orders, name="mass"),
    path("massal/contoh/", mass_orders.mass_sample, name="mass_sample"),
    path("massal/lembar/", mass_sheet.mass_sheet, name="mass_sheet"),
    path("massal/lembar/simpan/", mass_sheet.mass_sheet_save, name="mass_sheet_save"),
    path("massal/<int:order_import_id>/lembar/", mass_sheet.mass_sheet_fix, name="mass_sheet_fix"),
    path("massal/<int:order_import_id>/", mass_orders.mass_import, name="mass_import"),
    path("massal/<int:order_import_id>/kabar/", mass_orders.mass_news, name="mass_news"),
    path("massal/<int:order_import_id>/mulai/", mass_orders.mass_start, name="mass_start"),
    path("massal/<int:order_import_id>/periksa/", mass_orders.mass_recheck, name="mass_recheck"),
    path("massal/<int:order_import_id>/perbaikan/", mass_orders.mass_faults, name="mass_faults"),
    path("<slug:number>/", order_detail.order_detail_page, name="detail"),
    path("<slug:number>/ubah/", desk_edit.edit, name="edit"),
    path("<slug:number>/hapus/", order_changes.delete, name="delete"),
    path("<slug:number>/batal/", order_changes.cancel, name="cancel"),
    path("<slug:number>/lacak/", order_changes.track, name="track"),
    path("<slug:number>/kembali/", order_changes.take_back, name="take_back"),
]
pickup_pages = [
    path("", pickup_list.pickup_list, name="list"),
    path("baru/", pickup_new.pickup_new, name="new"),
    path("antar/", dropoff.dropoff, name="dropoff"),
    path("<int:pickup_id>/daftar-kemas.pdf", pickup_detail.packing_list_pdf, name="packing_list"),
    path("<int:pickup_id>/", pickup_detail.pickup_detail_page, name="detail"),
]
parcel_pages = [path("perhatian/", attention.attention, name="attention")]
return_pages = [
    path("", returns.returns, name="list"),
    path("terima/", returns.receive, name="receive"),
    path("<int:check_id>/", returns.check_page, name="check"),
    path("<int:check_id>/batal/", returns.undo, name="undo"),
]
customer_pages = [
    path("", customer_list.customer_list, name="list"),
    path("unduh/", customer_export.customer_export, name="export"),
    path("wawasan/", customer_areas.insight, name="insight"),
    path("<int:customer_id>/", customer_detail.customer_detail, name="detail"),
]
income_pages = [
    path("penghasilan/", income.income, name="income"),
    path("perkiraan/", income.forecast, name="forecast"),
]
urlpatterns = [
    path("pesanan/", include((order_pages, "orders"))),
    path("pickup/", include((pickup_pages, "pickups"))),
    path("pengiriman/", include((parcel_pages, "parcels"))),
    path("retur/", include((return_pages, "returns"))),
    path("pelanggan/", include((customer_pages, "customers"))),
    path("keuangan/", include((income_pages, "income"))),
]

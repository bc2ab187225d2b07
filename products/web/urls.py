from django.urls import path

from products.web.views.product_bulk import product_bulk
from products.web.views.product_export import product_export
from products.web.views.product_form import product_delete, product_edit, product_new
from products.web.views.product_import import import_detail, import_new, import_sample, import_start
from products.web.views.product_list import product_list
from products.web.views.product_pictures import picture_add, picture_first, picture_remove
from products.web.views.product_stock import product_stock

app_name = "products"

urlpatterns = [
    path("produk/", product_list, name="list"),
    path("produk/baru/", product_new, name="new"),
    path("produk/pilihan/", product_bulk, name="bulk"),
    path("produk/impor/", import_new, name="import-new"),
    path("produk/impor/contoh/", import_sample, name="import-sample"),
    path("produk/impor/<int:import_id>/", import_detail, name="import"),
    path("produk/impor/<int:import_id>/mulai/", import_start, name="import-start"),
    path("produk/ekspor/", product_export, name="export"),
    path("produk/<int:product_id>/", product_edit, name="edit"),
    path("produk/<int:product_id>/stok/", product_stock, name="stock"),
    path("produk/<int:product_id>/foto/", picture_add, name="picture-add"),
    path("produk/<int:product_id>/foto/<int:image_id>/utama/", picture_first, name="picture-first"),
    path("produk/<int:product_id>/foto/<int:image_id>/hapus/", picture_remove, name="picture-remove"),
    path("produk/<int:product_id>/hapus/", product_delete, name="delete"),
]

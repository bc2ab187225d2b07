from django.urls import path

from products.web.views.product_form import product_delete, product_edit, product_new
from products.web.views.product_list import product_list
from products.web.views.product_stock import product_stock

app_name = "products"

urlpatterns = [
    path("produk/", product_list, name="list"),
    path("produk/baru/", product_new, name="new"),
    path("produk/<int:product_id>/", product_edit, name="edit"),
    path("produk/<int:product_id>/stok/", product_stock, name="stock"),
    path("produk/<int:product_id>/hapus/", product_delete, name="delete"),
]

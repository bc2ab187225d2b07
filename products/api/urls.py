from django.urls import URLPattern

from komship.api.routing import row
from products.api.best_sellers import BestSellersV1, BestSellersV2
from products.api.checks import CheckName, CheckSku
from products.api.filter_options import FilterOptions
from products.api.images import ImageReplace, ImageUpload, LooseImage, PracticeImage
from products.api.option_update import OptionUpdate
from products.api.partner_products import (
    PartnerProductsV1,
    PartnerProductsV2,
    PartnerProductsV3,
    VariantByName,
)
from products.api.practice import PracticeProduct, PracticeProducts
from products.api.product_changes import ProductCreate, ProductDelete, ProductUpdate
from products.api.product_detail import ProductDetail
from products.api.product_list import ProductList, ProductListV4
from products.api.stock_counts import StockCounts

urlpatterns: list[URLPattern] = [
    row("v1/dashboard/partner/bestSellerProducts", get=BestSellersV1),
    row("v1/list/filter-product", get=FilterOptions),
    row("v1/ob/partner-product/<int:partner_id>", get=PracticeProducts),
    row("v1/ob/product/create/1", post=PracticeProduct),
    row("v1/ob/product/upload-image", post=PracticeImage),
    row("v1/partner-product/<int:partner_id>", get=PartnerProductsV1),
    row("v1/partner-product/variant/<int:product_id>", get=VariantByName),
    row("v1/product", get=ProductList),
    row("v1/product/check-name", get=CheckName),
    row("v1/product/check-sku", get=CheckSku),
    row("v1/product/create/<int:status>", post=ProductCreate),
    row("v1/product/delete/<int:product_id>", delete=ProductDelete),
    row("v1/product/detail/<int:product_id>", get=ProductDetail),
    row("v1/product/temp-img", post=LooseImage),
    row("v1/product/update-option/<int:option_id>", put=OptionUpdate),
    row("v1/product/update-stock", post=StockCounts),
    row("v1/product/update-upload-img-product", post=ImageReplace),
    row("v1/product/update/<int:product_id>", put=ProductUpdate),
    row("v1/product/upload-img-product", post=ImageUpload),
    row("v2/dashboard/partner/bestSellerProducts", get=BestSellersV2),
    row("v2/partner-product/<int:partner_id>", get=PartnerProductsV2),
    row("v2/product", get=ProductList),
    row("v2/product/update-upload-img-product", post=ImageReplace),
    row("v2/product/upload-img-product", post=ImageUpload),
    row("v3/partner-product/<int:partner_id>", get=PartnerProductsV3),
    row("v3/product", get=ProductList),
    row("v4/product", get=ProductListV4),
]

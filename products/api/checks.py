"""Is a name or SKU free? Asked on every keystroke: a free value is never an error."""

from typing import Any

from rest_framework import serializers

from komship.api.envelope import Answer
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.api.fields import LooseText
from products.selectors import name_taken, sku_taken

# In an HTTP 200 body; clients take every other answer for "free".
TAKEN = 1003


class NameInput(serializers.Serializer[Any]):
    product_name = LooseText()


class SkuInput(serializers.Serializer[Any]):
    product_sku = LooseText()


class CheckName(CatalogueEndpoint):
    open_to_keys = True
    input = NameInput

    def perform(self, *, product_name: str) -> Answer:
        if name_taken(self.access.partner_id, product_name):
            return Answer(status="failed", code=TAKEN, message="product name already exists")
        return Answer(message="product not found")


class CheckSku(CatalogueEndpoint):
    open_to_keys = True
    input = SkuInput

    def perform(self, *, product_sku: str) -> Answer:
        if sku_taken(self.access.partner_id, product_sku):
            return Answer(status="failed", code=TAKEN, message="product sku already exists")
        return Answer(message="product sku not found")

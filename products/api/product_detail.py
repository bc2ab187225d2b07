from accounts.states import Right
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.api.records import Record, detail_record
from products.selectors import product_detail


class ProductDetail(CatalogueEndpoint):
    """A product with its option tree, for the edit form."""

    right = Right.PRODUCT_VIEW

    def perform(self, *, product_id: int) -> Record:
        return detail_record(product_detail(self.access.partner_id, product_id), self.absolute)

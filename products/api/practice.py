"""The practice copies of the product form."""

from accounts.states import Right
from komship.api.envelope import Answer
from komship.lib.errors import InvalidInput
from products.api.catalogue_endpoint import CatalogueEndpoint, in_contract_words
from products.api.draft_input import DraftInput
from products.api.records import Record, orderable_record
from products.rules import ProductDraft
from products.selectors import practice_products
from products.services import practise_product


class PracticeProduct(CatalogueEndpoint):
    """Takes the same as creating a product, and keeps it apart from the catalogue."""

    right = Right.PRODUCT_CREATE
    input = DraftInput
    message = "product stored successfully."

    def perform(self, *, draft: ProductDraft) -> Answer:
        try:
            product = practise_product(self.access.partner_id, draft=draft, actor=self.actor)
        except InvalidInput as refused:
            raise in_contract_words(refused) from refused
        return Answer(data={"product_id": product.pk}, message=self.message)


class PracticeProducts(CatalogueEndpoint):
    """The practice product first, then what can really be ordered."""

    def perform(self) -> list[Record]:
        rows = practice_products(self.access.partner_id)
        return [orderable_record(row, self.absolute) for row in rows]

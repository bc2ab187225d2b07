"""Create, replace and delete a product."""

from accounts.states import Right
from komship.api.envelope import Answer
from komship.lib.errors import InvalidInput
from products.api.catalogue_endpoint import CatalogueEndpoint, in_contract_words
from products.api.draft_input import DraftInput, PathStatusInput
from products.rules import ProductDraft
from products.services import create_product, delete_product, update_product


class ProductCreate(CatalogueEndpoint):
    """Status 0 in the path saves a draft, 1 publishes. The answer's id is needed for the image."""

    right = Right.PRODUCT_CREATE
    input = PathStatusInput
    message = "product stored successfully."

    def perform(self, *, status: int, draft: ProductDraft, image_id: int | None) -> Answer:
        try:
            product = create_product(
                self.access.partner_id, draft=draft, picture_id=image_id, actor=self.actor
            )
        except InvalidInput as refused:
            raise in_contract_words(refused) from refused
        return Answer(data={"product_id": product.pk}, message=self.message)


class ProductUpdate(CatalogueEndpoint):
    """Replaces values and the whole option tree."""

    right = Right.PRODUCT_EDIT
    input = DraftInput
    message = "product updated successfully."

    def perform(self, *, product_id: int, draft: ProductDraft) -> None:
        try:
            update_product(self.access.partner_id, product_id=product_id, draft=draft, actor=self.actor)
        except InvalidInput as refused:
            raise in_contract_words(refused) from refused


class ProductDelete(CatalogueEndpoint):
    right = Right.PRODUCT_DELETE
    message = "product deleted successfully."

    def perform(self, *, product_id: int) -> None:
        delete_product(self.access.partner_id, product_id=product_id, actor=self.actor)

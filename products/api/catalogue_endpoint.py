from collections.abc import Mapping

from accounts.api.seller_endpoint import SellerEndpoint
from komship.lib.errors import InvalidInput
from products.api.vocabulary import DRAFT_FIELDS


class CatalogueEndpoint(SellerEndpoint):
    """An operation on the partner's products."""

    def absolute(self, url: str) -> str:
        """An image's address with scheme and host; clients use it as it is."""
        return self.request.build_absolute_uri(url) if url else ""


def in_contract_words(refused: InvalidInput, words: Mapping[str, str] = DRAFT_FIELDS) -> InvalidInput:
    """The same refusal with the field names the client sent."""
    fields = {words.get(name, name): texts for name, texts in refused.fields.items()}
    return InvalidInput(refused.message, fields=fields)

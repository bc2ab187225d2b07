from typing import Any

from rest_framework import serializers

from accounts.states import Right
from komship.lib.errors import InvalidInput
from products.api.catalogue_endpoint import CatalogueEndpoint, in_contract_words
from products.api.fields import LooseInteger, LooseText
from products.api.vocabulary import OPTION_FIELDS
from products.rules import VARIANT_NUMBER_MAX
from products.services import OptionChange, update_option


class OptionChangeInput(serializers.Serializer[Any]):
    """What is missing or blank stays as it is."""

    option_name = LooseText()
    option_price = LooseInteger(min_value=0, max_value=VARIANT_NUMBER_MAX)
    variant_stock = LooseInteger(min_value=0, max_value=VARIANT_NUMBER_MAX)


class OptionUpdate(CatalogueEndpoint):
    """Changes one option in place."""

    right = Right.PRODUCT_EDIT
    input = OptionChangeInput
    message = "option updated successfully."

    def perform(
        self, *, option_id: int, option_name: str, option_price: int | None, variant_stock: int | None
    ) -> None:
        change = OptionChange(name=option_name or None, price_rp=option_price, stock=variant_stock)
        try:
            update_option(self.access.partner_id, option_id=option_id, change=change, actor=self.actor)
        except InvalidInput as refused:
            raise in_contract_words(refused, OPTION_FIELDS) from refused

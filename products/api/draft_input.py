"""A product as clients send it: numbers as texts, the option tree as nested lists."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from komship.api.fields import BIGGEST_ID
from products.api.fields import JsonListField, LooseInteger, LooseText
from products.api.vocabulary import BANK_TRANSFER, COD, FLAVOURS
from products.rules import MAX_LEVELS, MAX_OPTIONS, VARIANT_NUMBER_MAX, OptionDraft, ProductDraft

_TREE = _("Susunan varian tidak bisa dibaca.")
_TOO_BIG = _("Maksimal %(levels)d jenis varian dan %(options)d pilihan per jenis.")
_PRICE = _("Harga wajib diisi.")


class FlavoursField(JsonListField):
    """Payment methods as list, JSON text or `COD,BANK TRANSFER`."""

    default_error_messages = {"unknown": _("Metode pembayaran tidak dikenal.")}

    def to_internal_value(self, data: Any) -> list[str]:
        if isinstance(data, str) and not data.lstrip().startswith("["):
            data = [word for word in (part.strip() for part in data.split(",")) if word]
        words = super().to_internal_value(data)
        if not all(word in FLAVOURS for word in words):
            self.fail("unknown")
        return words


class DraftInput(serializers.Serializer[Any]):
    """Validates into {"draft": ProductDraft}; what the values may be is for the rules to say."""

    product_name = LooseText()
    sku = LooseText()
    description = LooseText()
    weight = LooseInteger()
    length = LooseInteger()
    width = LooseInteger()
    height = LooseInteger()
    price = LooseInteger()
    stock = LooseInteger()
    status = LooseInteger(min_value=0, max_value=1)
    flavours = FlavoursField()
    variant_option = JsonListField()
    option = JsonListField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        axes = _axes(attrs["variant_option"])
        flavours = attrs["flavours"]
        draft = ProductDraft(
            name=attrs["product_name"],
            sku=attrs["sku"],
            description=attrs["description"],
            weight_g=attrs["weight"] or 0,
            length_cm=attrs["length"] or 0,
            width_cm=attrs["width"] or 0,
            height_cm=attrs["height"] or 0,
            price_rp=0 if axes else self._price(attrs["price"], attrs["status"]),
            stock=None if axes else attrs["stock"],
            is_published=None if attrs["status"] is None else bool(attrs["status"]),
            allows_cod=COD in flavours if flavours else None,
            allows_bank_transfer=BANK_TRANSFER in flavours if flavours else None,
            axes=axes,
            options=_options(attrs["option"], levels_left=MAX_LEVELS),
        )
        return {"draft": draft}

    def _price(self, price: int | None, status: int | None) -> int:
        """A draft may still lack its price; nothing is sold without one."""
        if price is None and status != 0:
            raise serializers.ValidationError({"price": [_PRICE]})
        return price or 0


class PathStatusInput(DraftInput):
    """The same where the path says whether the product is published; a picture may be there already."""

    image_id = LooseInteger(min_value=0, max_value=BIGGEST_ID)

    def to_internal_value(self, data: Any) -> Any:
        endpoint = self.context["endpoint"]
        return super().to_internal_value({**data, "status": endpoint.kwargs["status"]})

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**super().validate(attrs), "image_id": attrs["image_id"] or None}


class OptionInput(serializers.Serializer[Any]):
    val = LooseText()
    price = LooseInteger(min_value=0, max_value=VARIANT_NUMBER_MAX)
    stock = LooseInteger(min_value=0, max_value=VARIANT_NUMBER_MAX)
    option = JsonListField()


def _axes(rows: Sequence[Any]) -> tuple[str, ...]:
    if not all(isinstance(row, dict) and isinstance(row.get("val"), str) for row in rows):
        raise serializers.ValidationError({"variant_option": [_TREE]})
    return tuple(row["val"] for row in rows)


def _options(rows: Sequence[Any], *, levels_left: int) -> tuple[OptionDraft, ...]:
    # Cut off before the depth or breadth of what somebody made up costs anything.
    if (rows and not levels_left) or len(rows) > MAX_OPTIONS:
        told = _TOO_BIG % {"levels": MAX_LEVELS, "options": MAX_OPTIONS}
        raise serializers.ValidationError({"option": [told]})
    return tuple(_option(row, levels_left=levels_left) for row in rows)


def _option(row: Any, *, levels_left: int) -> OptionDraft:
    node = OptionInput(data=row)
    if not node.is_valid():
        raise serializers.ValidationError({"option": [_TREE]})
    data = node.validated_data
    children = _options(data["option"], levels_left=levels_left - 1)
    if not children and data["price"] is None:
        raise serializers.ValidationError({"option": [_PRICE]})
    return OptionDraft(name=data["val"], price_rp=data["price"] or 0, stock=data["stock"], children=children)

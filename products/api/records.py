"""Rows of the catalogue in the contract's words."""

from collections.abc import Callable
from typing import Any

from komship.lib.clock import wib_text
from products.api.vocabulary import DRAFT, PUBLISHED, flag_text, flavours
from products.rules import volume_weight_g
from products.selectors import (
    AxisRow,
    OptionRow,
    OrderableProduct,
    ProductDetail,
    ProductRow,
    VariantRow,
)

Record = dict[str, Any]
# Makes an image's address absolute; clients use it as it is.
Absolute = Callable[[str], str]


def orderable_record(product: OrderableProduct, absolute: Absolute) -> Record:
    """A product of the order forms. Both spellings of an option's id and parent are read."""
    return {
        "product_id": product.product_id,
        "product_name": product.name,
        "sku": product.sku,
        "product_image": absolute(product.image_url),
        "weight": product.weight_g,
        "is_variant": flag_text(product.has_variants),
        "variant": [_axis_record(axis) for axis in product.axes],
        "product_variant": [_leaf_record(row) for row in product.variants if row.option_id],
        "price": product.price_rp,
        "stock": product.stock,
        "sold": product.sold,
    }


def _axis_record(axis: AxisRow) -> Record:
    return {
        "id": axis.axis_id,
        "variant_id": axis.axis_id,
        "variant_name": axis.name,
        "variant_option": [
            {
                "option_id": option.option_id,
                "option_name": option.name,
                "option_parent": option.parent_id or 0,
                "variant_id": axis.axis_id,
            }
            for option in axis.options
        ],
    }


def _leaf_record(row: VariantRow) -> Record:
    parent = row.parent_option_id or 0
    return {
        "option_id": row.option_id,
        "options_id": row.option_id,
        "name": row.option_name,
        "price": row.price_rp,
        "stock": row.stock,
        "sold": row.sold,
        "option_parent": parent,
        "parent": parent,
    }


def list_record(row: ProductRow, absolute: Absolute) -> Record:
    """A row of the product list; a product with variants has no price and stock of its own."""
    leaves = row.variants if row.has_variants else []
    return {
        "product_id": row.product_id,
        "product_name": row.name,
        "sku": row.sku,
        "product_image": [{"images_path": absolute(row.image_url)}] if row.image_url else [],
        "is_variant": int(row.has_variants),
        "price": row.price_rp,
        "stock": 0 if row.has_variants else row.stock,
        "sold": row.sold,
        "variants": [
            {"variant": leaf.name, "price": leaf.price_rp, "stock": leaf.stock, "sold": leaf.sold}
            for leaf in leaves
        ],
    }


def detail_record(detail: ProductDetail, absolute: Absolute) -> Record:
    """A product for the edit form, its options as a tree and once more per level."""
    product, plain = detail.product, detail.plain
    leaves = {row.option_id: row for row in detail.variants if row.option_id}
    volume_g = volume_weight_g(product.length_cm, product.width_cm, product.height_cm)
    return {
        "id": product.pk,
        "product_name": product.name,
        "product_description": product.description,
        "product_sku": product.sku,
        "product_weight": product.weight_g,
        "product_weight_pbv": volume_g,
        "product_pbv": volume_g,
        "product_height": product.height_cm,
        "product_length": product.length_cm,
        "product_width": product.width_cm,
        "flavors": flavours(product),
        "product_is_variant": flag_text(product.has_variants),
        "product_price": plain.price_rp if plain else 0,
        "product_stock": plain.stock if plain else 0,
        "sold": detail.sold,
        "status": PUBLISHED if product.is_published else DRAFT,
        "partner_id": product.partner_id,
        "created_at": wib_text(product.created_at),
        "updated_at": wib_text(product.updated_at),
        "options": _branches(detail.axes, None, leaves),
        "product_image": [{"images_path": absolute(url)} for url in detail.image_urls],
        "variants": [_level_record(axis, leaves) for axis in detail.axes],
    }


def _branches(axes: list[AxisRow], parent_id: int | None, leaves: dict[int, VariantRow]) -> list[Record]:
    """The options below a parent, each with its own branches."""
    if not axes:
        return []
    return [
        {
            **_option_record(option, leaves),
            "created_at": wib_text(option.created_at),
            "updated_at": wib_text(option.updated_at),
            "options": _branches(axes[1:], option.option_id, leaves),
        }
        for option in axes[0].options
        if option.parent_id == parent_id
    ]


def _level_record(axis: AxisRow, leaves: dict[int, VariantRow]) -> Record:
    return {
        "id": axis.axis_id,
        "product_id": axis.product_id,
        "variant_name": axis.name,
        "options": [_option_record(option, leaves) for option in axis.options],
    }


def _option_record(option: OptionRow, leaves: dict[int, VariantRow]) -> Record:
    """Price and stock stand on the leaves; above them both are 0, so that every element has all keys."""
    leaf = leaves.get(option.option_id)
    return {
        "id": option.option_id,
        "variant_id": option.axis_id,
        "option_name": option.name,
        "option_parent": option.parent_id or 0,
        "option_price": leaf.price_rp if leaf else 0,
        "variant_stock": leaf.stock if leaf else 0,
        "sold": leaf.sold if leaf else 0,
    }

"""Contract words of the catalogue and what they stand for."""

from accounts.api.vocabulary import WAREHOUSE_TYPE
from products.models import Product

WAREHOUSE_KIND = {word: kind for kind, word in WAREHOUSE_TYPE.items()}

COD = "COD"
BANK_TRANSFER = "BANK TRANSFER"
FLAVOURS = (COD, BANK_TRANSFER)

DRAFT, PUBLISHED = 0, 1

# Where a draft's field comes from in the request, so that a refusal names what the client sent.
DRAFT_FIELDS = {
    "name": "product_name",
    "weight_g": "weight",
    "length_cm": "length",
    "width_cm": "width",
    "height_cm": "height",
    "price_rp": "price",
    "axes": "variant_option",
    "options": "option",
    "image": "image_path",
}
OPTION_FIELDS = {"name": "option_name", "price_rp": "option_price", "stock": "variant_stock"}


def flavours(product: Product) -> list[str]:
    """Payment methods the product may be sold with."""
    allowed = ((COD, product.allows_cod), (BANK_TRANSFER, product.allows_bank_transfer))
    return [word for word, is_allowed in allowed if is_allowed]


def flag_text(flag: bool) -> str:
    """The order forms compare this flag with a text, strictly."""
    return "1" if flag else "0"

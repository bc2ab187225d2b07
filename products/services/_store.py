"""What creating and updating a product share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from products.models import Product
from products.rules import ProductDraft

_UNIQUE = {
    "product_name_unique_while_live": "name",
    "product_sku_unique_while_live": "sku",
}


@contextmanager
def unique_names() -> Iterator[None]:
    """Turn the database's refusal of a second product of a name or SKU into words.

    The constraints decide, not a look before: two requests at once would both see a free name.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        field = _UNIQUE.get(getattr(diagnosis, "constraint_name", None) or "")
        if field is None:
            raise
        text = {
            "name": _("Nama produk sudah dipakai."),
            "sku": _("SKU sudah dipakai."),
        }[field]
        raise InvalidInput(text, fields={field: [text]}) from error


def fill(product: Product, draft: ProductDraft) -> None:
    """Copy the draft's plain values onto the row, unsaved."""
    for name in (
        "name",
        "sku",
        "description",
        "weight_g",
        "length_cm",
        "width_cm",
        "height_cm",
        "has_variants",
    ):
        setattr(product, name, getattr(draft, name))
    for name in ("is_published", "allows_cod", "allows_bank_transfer"):
        wanted = getattr(draft, name)
        if wanted is not None:
            setattr(product, name, wanted)


def audited(draft: ProductDraft) -> dict[str, Any]:
    """The draft as the audit trail keeps it."""
    return asdict(draft)

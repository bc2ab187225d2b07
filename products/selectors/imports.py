"""Imports as their page shows them; the waiting products stay in the database."""

from products.errors import ImportNotFound
from products.models import ProductImport

RECENT = 10


def product_import(partner_id: int, import_id: int) -> ProductImport:
    """The partner's import. Raises ImportNotFound."""
    found = ProductImport.objects.for_partner(partner_id).defer("rows").filter(pk=import_id).first()
    if found is None:
        raise ImportNotFound
    return found


def recent_imports(partner_id: int) -> list[ProductImport]:
    """The partner's latest imports, newest first; one query."""
    rows = ProductImport.objects.for_partner(partner_id).defer("rows", "faults").order_by("-pk")
    return list(rows[:RECENT])

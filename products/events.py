"""What the catalogue tells the apps above it."""

from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class VariantsRetired(DomainEvent):
    """These variants can no longer be ordered: the product was deleted or its options replaced."""

    topic: ClassVar[str] = "products.variants_retired"

    partner_id: int
    product_id: int
    variant_ids: list[int]


@dataclass(frozen=True)
class ImportContinues(DomainEvent):
    """Products of an import from this place on are still to be stored."""

    topic: ClassVar[str] = "products.import_continues"

    import_id: int
    position: int

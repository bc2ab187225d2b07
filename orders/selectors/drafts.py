"""Orders that are not finished, with their articles as the catalogue has them today."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Q
from django.utils.translation import gettext as _

from orders.errors import DraftNotFound
from orders.models import OrderDraft, OrderDraftLine
from orders.models.draft import OrderDraftQuerySet
from products.selectors.availability import available_pieces
from products.selectors.sellable import SellableVariant, sellable_variants


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFilters:
    """Filters combine with AND; None and blank mean no filter. Dates are those of the order."""

    search: str = ""
    first_on: date | None = None
    last_on: date | None = None
    warehouse_id: int | None = None
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """An article of a draft; `available` pieces lie in all warehouses together."""

    line_id: int
    variant: SellableVariant
    quantity: int
    available: int

    @property
    def subtotal_rp(self) -> int:
        return self.quantity * self.variant.price_rp


@dataclass(frozen=True, slots=True)
class DraftRow:
    draft: OrderDraft
    articles: list[DraftArticle]

    @property
    def goods_rp(self) -> int:
        return sum(article.subtotal_rp for article in self.articles)


def draft_list(partner_id: int, filters: DraftFilters | None = None) -> OrderDraftQuerySet:
    """A seller's drafts, the last touched first."""
    wanted = filters or DraftFilters()
    drafts = OrderDraft.objects.for_partner(partner_id).order_by("-updated_at", "-id")
    given: dict[str, object] = {
        "ordered_on__gte": wanted.first_on,
        "ordered_on__lte": wanted.last_on,
        "warehouse_id": wanted.warehouse_id,
    }
    drafts = drafts.filter(**{name: value for name, value in given.items() if value})
    if wanted.product_id:
        lines = OrderDraftLine.objects.for_partner(partner_id).filter(variant__product_id=wanted.product_id)
        drafts = drafts.filter(pk__in=lines.values("draft_id"))
    text = wanted.search.strip()
    if text:
        drafts = drafts.filter(Q(customer_name__icontains=text) | Q(customer_phone__contains=text))
    return drafts


def draft_detail(partner_id: int, draft_id: int) -> OrderDraft:
    """One draft of the seller. Raises DraftNotFound also for those of others."""
    draft = OrderDraft.objects.for_partner(partner_id).filter(pk=draft_id).first()
    if draft is None:
        raise DraftNotFound(_("Draf tidak ditemukan."))
    return draft


def draft_rows(drafts: OrderDraftQuerySet, *, offset: int = 0, limit: int) -> list[DraftRow]:
    """A window of one seller's drafts with their articles; articles that are gone are left out.
    Four queries."""
    rows = list(drafts.select_related("warehouse", "destination", "user")[offset : offset + limit])
    articles = _articles(rows)
    return [DraftRow(draft, articles[draft.pk]) for draft in rows]


def picked_in_draft(draft: OrderDraft) -> list[tuple[int, int]]:
    """Variant ids with their quantities, in the order they were picked. One query."""
    return list(draft.lines.order_by("id").values_list("variant_id", "quantity"))


def _articles(drafts: Collection[OrderDraft]) -> defaultdict[int, list[DraftArticle]]:
    found: defaultdict[int, list[DraftArticle]] = defaultdict(list)
    lines = list(OrderDraftLine.objects.filter(draft__in=drafts).order_by("id"))
    if not lines:
        return found
    partner_id = next(iter(drafts)).partner_id
    ids = {line.variant_id for line in lines}
    variants = {row.variant_id: row for row in sellable_variants(partner_id, variant_ids=ids)}
    pieces = available_pieces(partner_id, ids)
    for line in lines:
        variant = variants.get(line.variant_id)
        if variant is not None:
            left = pieces.get(line.variant_id, 0)
            found[line.draft_id].append(DraftArticle(line.pk, variant, line.quantity, left))
    return found


class DraftTable(Sequence[DraftRow]):
    """Drafts as a page of rows, read only as far as they are shown."""

    def __init__(self, drafts: OrderDraftQuerySet) -> None:
        self._drafts = drafts

    def __len__(self) -> int:
        return self._drafts.order_by().count()

    @overload
    def __getitem__(self, index: int) -> DraftRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[DraftRow]: ...
    def __getitem__(self, index: int | slice) -> DraftRow | list[DraftRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop = index.start or 0, index.stop
        return draft_rows(self._drafts, offset=start, limit=stop - start)

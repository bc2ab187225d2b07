"""Make the stored option tree look like a draft, keeping every row whose path is unchanged.

Carts and order lines refer to options and variants by id, so a row is matched by the names on the
way to it (ignoring case) and only rows without a match are retired.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from products.models import Product, Variant, VariantAxis, VariantOption
from products.rules import OptionDraft, ProductDraft, same_name

Sibling = tuple[int | None, str]


@dataclass(frozen=True)
class TreeResult:
    """Live variants with the pieces wanted of each, in order, and the ids that were retired."""

    wanted: list[tuple[Variant, int | None]]
    retired: list[int]


@dataclass(frozen=True)
class _Node:
    """A draft option together with the row that stands for it."""

    draft: OptionDraft
    option: VariantOption
    path: tuple[str, ...]


def replace_tree(product: Product, draft: ProductDraft, *, now: datetime) -> TreeResult:
    """Store the draft's axes, options and variants; the caller holds the product's lock."""
    axes = _store_axes(product, draft.axes, now=now)
    leaves = _store_options(product, axes, draft.options, now=now)
    if draft.has_variants:
        variants = _store_leaf_variants(product, leaves)
        pieces = [leaf.draft.stock for leaf in leaves]
    else:
        variants, pieces = [_store_plain_variant(product, draft.price_rp)], [draft.stock]
    retired = _retire_others(product, variants, now=now)
    return TreeResult(wanted=list(zip(variants, pieces, strict=True)), retired=retired)


def _store_axes(product: Product, names: Sequence[str], *, now: datetime) -> list[VariantAxis]:
    known = {axis.position: axis for axis in product.axes.all()}
    axes = []
    for position, name in enumerate(names):
        axis = known.pop(position, None) or VariantAxis(product=product, position=position)
        if axis.name != name or axis.retired_at:
            axis.name, axis.retired_at = name, None
            axis.save()
        axes.append(axis)
    surplus = [axis.pk for axis in known.values() if axis.retired_at is None]
    if surplus:
        VariantAxis.objects.filter(pk__in=surplus).update(retired_at=now)
    return axes


def _store_options(
    product: Product, axes: Sequence[VariantAxis], options: Sequence[OptionDraft], *, now: datetime
) -> list[_Node]:
    """Store level after level, as children need the ids of their parents; returns the leaves."""
    known: dict[Sibling, VariantOption] = {
        (row.parent_id, same_name(row.name)): row
        for row in VariantOption.objects.live().filter(axis__product=product)
    }
    level: list[tuple[_Node | None, OptionDraft, int]] = [
        (None, option, position) for position, option in enumerate(options)
    ]
    nodes: list[_Node] = []
    for axis in axes:
        nodes = _store_level(axis, level, known, now=now)
        level = [
            (node, child, position) for node in nodes for position, child in enumerate(node.draft.children)
        ]
    stale = [row.pk for row in known.values()]
    if stale:
        VariantOption.objects.filter(pk__in=stale).update(retired_at=now)
    return nodes


def _store_level(
    axis: VariantAxis,
    level: Sequence[tuple[_Node | None, OptionDraft, int]],
    known: dict[Sibling, VariantOption],
    *,
    now: datetime,
) -> list[_Node]:
    """Match or make one level; matched rows leave `known`, what stays there is stale."""
    nodes: list[_Node] = []
    fresh: list[VariantOption] = []
    changed: list[VariantOption] = []
    for parent, draft, position in level:
        parent_option = parent.option if parent else None
        key = (parent_option.pk if parent_option else None, same_name(draft.name))
        option = known.pop(key, None)
        if option is None:
            option = VariantOption(axis=axis, parent=parent_option, name=draft.name, position=position)
            option.created_at = option.updated_at = now
            fresh.append(option)
        elif (option.name, option.position) != (draft.name, position):
            option.name, option.position, option.updated_at = draft.name, position, now
            changed.append(option)
        path = (*(parent.path if parent else ()), draft.name)
        nodes.append(_Node(draft=draft, option=option, path=path))
    VariantOption.objects.bulk_create(fresh)
    if changed:
        VariantOption.objects.bulk_update(changed, ["name", "position", "updated_at"])
    return nodes


def _store_leaf_variants(product: Product, leaves: Sequence[_Node]) -> list[Variant]:
    known = {
        variant.option_id: variant
        for variant in Variant.objects.filter(option__in=[leaf.option.pk for leaf in leaves])
    }
    variants: list[Variant] = []
    changed: list[Variant] = []
    for position, leaf in enumerate(leaves):
        name, price_rp = ", ".join(leaf.path), leaf.draft.price_rp
        variant = known.get(leaf.option.pk) or Variant(product=product, option=leaf.option)
        wanted = (name, price_rp, position, None)
        if (variant.name, variant.price_rp, variant.position, variant.retired_at) != wanted:
            variant.name, variant.price_rp, variant.position, variant.retired_at = wanted
            changed.append(variant)
        variants.append(variant)
    Variant.objects.bulk_create([variant for variant in changed if variant.option_id not in known])
    stored = [variant for variant in changed if variant.option_id in known]
    if stored:
        Variant.objects.bulk_update(stored, ["name", "price_rp", "position", "retired_at"])
    return variants


def _store_plain_variant(product: Product, price_rp: int) -> Variant:
    variant = Variant.objects.filter(product=product, option=None).first()
    if variant is None:
        return Variant.objects.create(product=product, price_rp=price_rp)
    if variant.price_rp != price_rp or variant.retired_at:
        variant.price_rp, variant.retired_at = price_rp, None
        variant.save(update_fields=["price_rp", "retired_at"])
    return variant


def _retire_others(product: Product, kept: Sequence[Variant], *, now: datetime) -> list[int]:
    others = Variant.objects.filter(product=product, retired_at=None).exclude(
        pk__in=[variant.pk for variant in kept]
    )
    retired = list(others.values_list("pk", flat=True))
    if retired:
        Variant.objects.filter(pk__in=retired).update(retired_at=now)
    return retired

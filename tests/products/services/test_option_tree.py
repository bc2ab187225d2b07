"""Whatever a seller makes of her variants, the stored tree is the last one she sent."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Partner, Warehouse
from products.models import Product, Stock, Variant, VariantOption
from products.rules import OptionDraft, ProductDraft, same_name
from products.services import create_product, update_product
from tests.factories.products import plain_draft

Path = tuple[str, ...]

# Few names, so that trees overlap; with pairs that Unicode and the database fold differently.
NAMES = st.sampled_from(["Merah", "merah", "MERAH ", "Biru", "S", "XL", "Straße", "STRASSE", "İ", "i", "👗"])
PIECES = st.none() | st.integers(0, 20)


def options(levels: int) -> st.SearchStrategy[tuple[OptionDraft, ...]]:
    children = options(levels - 1) if levels > 1 else st.just(())
    node = st.builds(
        OptionDraft, name=NAMES, price_rp=st.integers(0, 90_000), stock=PIECES, children=children
    )
    return st.lists(node, min_size=1, max_size=3, unique_by=lambda n: same_name(n.name.strip())).map(tuple)


def trees(levels: int) -> st.SearchStrategy[ProductDraft]:
    axes = ("Warna", "Ukuran", "Bahan")[:levels]
    if not levels:
        return st.builds(plain_draft, price_rp=st.integers(0, 90_000), stock=PIECES)
    return options(levels).map(lambda found: plain_draft(axes=axes, options=found, price_rp=0, stock=None))


DRAFTS = st.integers(0, 3).flatmap(trees)


def folded(path: Path) -> Path:
    return tuple(same_name(name.strip()) for name in path)


def wanted(draft: ProductDraft) -> list[tuple[Path, int, int | None]]:
    if not draft.has_variants:
        return [((), draft.price_rp, draft.stock)]
    return [(folded(path), leaf.price_rp, leaf.stock) for path, leaf in draft.leaves()]


def stored(product: Product) -> Iterator[tuple[Path, Variant]]:
    parents = {row.pk: row for row in VariantOption.objects.filter(axis__product=product)}
    for variant in Variant.objects.filter(product=product, retired_at=None):
        names: list[str] = []
        option = parents.get(variant.option_id or 0)
        while option is not None:
            assert option.retired_at is None
            names.insert(0, option.name)
            option = parents.get(option.parent_id or 0)
        assert variant.name == ", ".join(names)
        yield folded(tuple(names)), variant


def pieces(variant: Variant) -> int:
    return sum(row.available for row in Stock.objects.filter(variant=variant))


def check_replacement(product: Product, draft: ProductDraft) -> None:
    """Apply the draft and compare everything that may and may not change."""
    before = {path: (variant, pieces(variant)) for path, variant in stored(product)}
    update_product(product.partner_id, product_id=product.pk, draft=draft)
    after = dict(stored(product))
    expected = wanted(draft)
    assert list(after) == [path for path, _, _ in expected]
    for path, price_rp, number in expected:
        variant = after[path]
        assert variant.price_rp == price_rp
        if path in before:
            assert variant.pk == before[path][0].pk
            assert pieces(variant) == (before[path][1] if number is None else number)
        elif number is not None:
            assert pieces(variant) == number
    gone = {variant.pk for path, (variant, _) in before.items() if path not in after}
    assert Variant.objects.filter(pk__in=gone, retired_at__isnull=False).count() == len(gone)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(drafts=st.lists(DRAFTS, min_size=2, max_size=4))
def test_the_last_tree_sent_is_the_tree_stored(
    siti_partner: Partner, jakarta: Warehouse, drafts: list[ProductDraft]
) -> None:
    with transaction.atomic():
        product = create_product(siti_partner.pk, draft=plain_draft(stock=3))
        for draft in drafts:
            check_replacement(product, draft)
        transaction.set_rollback(True)


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_the_strategies_make_trees_of_every_depth(levels: int) -> None:
    @settings(max_examples=5, database=None)
    @given(trees(levels))
    def check(draft: ProductDraft) -> None:
        assert {len(path) for path, _ in draft.leaves()} == {levels}

    check()

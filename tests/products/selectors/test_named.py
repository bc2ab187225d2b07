from accounts.models import Partner
from products.models import Product
from products.selectors.named import variants_in_words
from tests.factories.products import variant_named


def test_by_product_name_and_by_sku_of_either(siti_partner: Partner, jilbab: Product, gamis: Product) -> None:
    red = variant_named(gamis, "Merah, S")
    type(red).objects.filter(pk=red.pk).update(sku="GM-RS")

    def found(**words: list[str]) -> set[str]:
        rows = variants_in_words(siti_partner.pk, **words)
        return {row.variant.variant_name or row.variant.product_name for row in rows}

    assert found(names=[jilbab.name.upper()]) == {jilbab.name}
    assert found(skus=["gm-rs"]) == {"Merah, S"}
    assert "Merah, S" in found(names=[gamis.name])
    assert len(found(names=[gamis.name])) == gamis.variants.count()
    assert found(names=[""], skus=[""]) == set()
    assert variants_in_words(siti_partner.pk + 1, names=[jilbab.name]) == []

from accounts.models import Partner
from komship.core.models import AuditEntry
from products.models import Product
from products.services import delete_product, publish_products
from tests.factories.products import make_product, plain_draft


def published(partner: Partner) -> set[str]:
    return set(Product.objects.for_partner(partner.pk).published().values_list("name", flat=True))


def test_into_the_drawer_and_back(siti_partner: Partner, jilbab: Product, gamis: Product) -> None:
    ids = [jilbab.pk, gamis.pk]

    assert publish_products(siti_partner.pk, product_ids=ids, is_published=False) == 2
    assert published(siti_partner) == set()
    assert publish_products(siti_partner.pk, product_ids=ids, is_published=True) == 2
    assert published(siti_partner) == {"Jilbab Segi Empat", "Gamis Polos"}
    assert AuditEntry.objects.filter(action="products.published").count() == 2


def test_what_is_passed_over(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product, gamis: Product
) -> None:
    free = make_product(siti_partner, plain_draft("Belum Ada Harga", price_rp=0, is_published=False))
    theirs = make_product(rina_partner, plain_draft("Kerudung Rina", stock=None, is_published=False))
    delete_product(siti_partner.pk, product_id=gamis.pk)
    ids = [free.pk, theirs.pk, gamis.pk, jilbab.pk, 10**9]

    assert publish_products(siti_partner.pk, product_ids=ids, is_published=True) == 0
    assert published(siti_partner) == {"Jilbab Segi Empat"}
    assert published(rina_partner) == set()

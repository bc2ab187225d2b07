import pytest

from accounts.models import Partner
from products.errors import ProductNotFound
from products.models import ProductImage
from products.services import add_practice_image, practise_product
from tests.factories.pictures import picture
from tests.factories.products import make_product, plain_draft


def test_the_practice_products_and_nothing_elses(siti_partner: Partner, rina_partner: Partner) -> None:
    practice = practise_product(siti_partner.pk, draft=plain_draft(stock=None))
    for _ in range(2):
        add_practice_image(siti_partner.pk, product_id=practice.pk, content=picture())
    real = make_product(siti_partner, plain_draft(stock=None))

    for partner, product in ((siti_partner, real), (rina_partner, practice)):
        with pytest.raises(ProductNotFound):
            add_practice_image(partner.pk, product_id=product.pk, content=picture())

    assert ProductImage.objects.get().product_id == practice.pk

import pytest

from accounts.models import Partner
from products.errors import ImageNotFound, ProductNotFound
from products.models import Product, ProductImage
from products.services import remove_product_image


@pytest.fixture
def image(jilbab: Product) -> ProductImage:
    return ProductImage.objects.create(product=jilbab, file="a.jpg", position=0)


def test_it_is_gone_and_the_product_has_changed(jilbab: Product, image: ProductImage) -> None:
    before = jilbab.updated_at

    remove_product_image(jilbab.partner_id, product_id=jilbab.pk, image_id=image.pk)

    jilbab.refresh_from_db()
    assert not ProductImage.objects.exists()
    assert jilbab.updated_at > before


def test_of_another_product_or_partner(
    jilbab: Product, gamis: Product, image: ProductImage, rina_partner: Partner
) -> None:
    with pytest.raises(ImageNotFound):
        remove_product_image(gamis.partner_id, product_id=gamis.pk, image_id=image.pk)
    with pytest.raises(ProductNotFound):
        remove_product_image(rina_partner.pk, product_id=jilbab.pk, image_id=image.pk)
    assert ProductImage.objects.count() == 1

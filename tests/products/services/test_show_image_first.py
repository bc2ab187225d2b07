import pytest

from products.errors import ImageNotFound
from products.models import Product, ProductImage
from products.services import show_image_first


def test_the_others_keep_their_order(jilbab: Product) -> None:
    for position, name in enumerate("abc"):
        ProductImage.objects.create(product=jilbab, file=name, position=position)
    last = ProductImage.objects.get(file="c")

    for _ in range(2):
        show_image_first(jilbab.partner_id, product_id=jilbab.pk, image_id=last.pk)

    assert list(ProductImage.objects.values_list("file", "position")) == [("c", 0), ("a", 1), ("b", 2)]


def test_of_another_product(jilbab: Product, gamis: Product) -> None:
    image = ProductImage.objects.create(product=gamis, file="a.jpg", position=0)

    with pytest.raises(ImageNotFound):
        show_image_first(jilbab.partner_id, product_id=jilbab.pk, image_id=image.pk)

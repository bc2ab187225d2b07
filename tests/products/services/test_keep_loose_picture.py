"""Pictures that come before their product."""

import pytest

from accounts.models import Partner, Warehouse
from komship.lib.errors import InvalidInput
from products.models import LoosePicture, Product, ProductImage
from products.services import create_product, keep_loose_picture
from tests.factories.pictures import picture
from tests.factories.products import plain_draft


@pytest.fixture
def loose(siti_partner: Partner) -> LoosePicture:
    return keep_loose_picture(siti_partner.pk, content=picture())


def test_a_new_product_takes_it_over(siti_partner: Partner, jakarta: Warehouse, loose: LoosePicture) -> None:
    product = create_product(siti_partner.pk, draft=plain_draft(), picture_id=loose.pk)

    assert ProductImage.objects.get(product=product).file.name == loose.file
    assert not LoosePicture.objects.exists()


def test_a_refused_product_leaves_it(siti_partner: Partner, jilbab: Product, loose: LoosePicture) -> None:
    with pytest.raises(InvalidInput):
        create_product(siti_partner.pk, draft=plain_draft(), picture_id=loose.pk)

    assert LoosePicture.objects.get() == loose


def test_somebody_elses_is_not_there(rina_partner: Partner, loose: LoosePicture) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_product(rina_partner.pk, draft=plain_draft(stock=None), picture_id=loose.pk)

    assert "image" in refused.value.fields
    assert not Product.objects.exists()

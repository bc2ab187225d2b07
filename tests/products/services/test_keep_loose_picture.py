"""Pictures that come before their product, and those nobody comes back for."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage

from accounts.models import Partner, Warehouse
from komship.lib import clock
from komship.lib.errors import InvalidInput
from products.models import LoosePicture, Product, ProductImage, ProductImport
from products.services import create_product, forget_leftovers, keep_loose_picture
from products.states import ImportStage
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


def test_forgotten_after_a_day_with_its_files(siti_partner: Partner, loose: LoosePicture) -> None:
    assert forget_leftovers() == 0
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        fresh = keep_loose_picture(siti_partner.pk, content=picture())
        assert forget_leftovers() == 1

    assert list(LoosePicture.objects.all()) == [fresh]
    assert not default_storage.exists(loose.file)
    assert default_storage.exists(fresh.file)


def test_old_imports_go_unless_they_run(siti_partner: Partner) -> None:
    for stage in ImportStage:
        ProductImport.objects.create(
            partner=siti_partner, user=siti_partner.owner, file_name=stage, stage=stage
        )

    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        assert forget_leftovers() == 3

    assert ProductImport.objects.get().stage == ImportStage.RUNNING

"""Pictures and imports nobody comes back for."""

from datetime import timedelta

import time_machine
from django.core.files.storage import default_storage

from accounts.models import Partner
from komship.lib import clock
from products.models import LoosePicture, ProductImport
from products.services import forget_leftovers, keep_loose_picture
from products.states import ImportStage
from tests.factories.pictures import picture


def test_forgotten_after_a_day_with_its_files(siti_partner: Partner) -> None:
    loose = keep_loose_picture(siti_partner.pk, content=picture())
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

"""Forget what nobody came back for: pictures without a product, imports long done."""

from datetime import timedelta

from komship.lib import clock
from products.models import LoosePicture, ProductImport
from products.services._picture_files import drop_picture
from products.states import ImportStage

PICTURES_LIVE = timedelta(days=1)
IMPORTS_LIVE = timedelta(days=90)
AT_ONCE = 200


def forget_leftovers() -> int:
    """Delete up to a few hundred rows of each kind and the pictures' files; returns how many rows.

    Call it outside a transaction. The row goes first: files without a row are only litter, a row
    without files would be a broken picture.
    """
    now = clock.now()
    gone = 0
    for picture in LoosePicture.objects.filter(created_at__lt=now - PICTURES_LIVE).order_by("pk")[:AT_ONCE]:
        # Somebody may be taking it over right now; whoever deletes the row owns the files.
        taken, _ = LoosePicture.objects.filter(pk=picture.pk).delete()
        if taken:
            drop_picture(picture.file)
            gone += 1
    old = ProductImport.objects.filter(created_at__lt=now - IMPORTS_LIVE).exclude(stage=ImportStage.RUNNING)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    ProductImport.objects.filter(pk__in=ids).delete()
    return gone + len(ids)

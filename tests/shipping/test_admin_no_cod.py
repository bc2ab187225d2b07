"""Areas without COD in the ops panel: removed, and imported in two steps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from komship.core.models import AuditEntry
from shipping.models import (
    NoCodArea,
    NoCodImport,
)

pytestmark = pytest.mark.usefixtures("couriers")

LIST = "/admin/shipping/shipment/"


def test_areas_without_cod_may_be_removed(wati_web: Client) -> None:
    area = NoCodArea.objects.first()
    assert area is not None

    wati_web.post(reverse("admin:shipping_nocodarea_delete", args=[area.pk]), {"post": "yes"})

    assert not NoCodArea.objects.filter(pk=area.pk).exists()
    assert AuditEntry.objects.filter(action="nocodarea.removed").exists()


IMPORT = "/admin/shipping/nocodarea/import/"


def upload(client: Client, *lines: str) -> str:
    content = "\n".join(["Kota,Kecamatan,Kelurahan", *lines]).encode()
    file = SimpleUploadedFile("daerah.csv", content)
    answer = client.post(IMPORT, {"check": "1", "file": file}, follow=True)
    return answer.content.decode()


def test_a_list_is_checked_and_then_published(wati_web: Client) -> None:
    assert "daerah.csv: 1 tempat" in upload(wati_web, "Bandung,Bandung Wetan,Cihapit")
    assert not NoCodArea.objects.exclude(destination=None).exists()

    wati_web.post(IMPORT, {"publish": "1"})

    assert NoCodArea.objects.exclude(destination=None).count() == 1
    page = wati_web.post(
        "/admin/shipping/nocodimport/",
        {"action": "withdraw", "_selected_action": [NoCodImport.objects.get().pk]},
        follow=True,
    )
    assert "1 daerah ditarik kembali" in page.content.decode()
    assert not NoCodArea.objects.exclude(destination=None).exists()


def test_every_bad_line_is_shown(wati_web: Client) -> None:
    page = upload(wati_web, "Bandung,Antah,", "Bandung,,")

    assert "Baris 2" in page
    assert "Baris 3" in page
    assert not NoCodImport.objects.exists()


def test_an_import_may_be_thrown_away(wati_web: Client) -> None:
    upload(wati_web, "Bandung,Bandung Wetan,Cihapit")

    wati_web.post(IMPORT, {"discard": "1"})
    page = wati_web.post(IMPORT, {"publish": "1"}, follow=True).content.decode()

    assert "Unggah berkas dulu" in page
    assert not NoCodImport.objects.exists()

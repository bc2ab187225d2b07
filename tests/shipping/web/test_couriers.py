from django.test import Client

from accounts.models import Partner, Warehouse
from shipping.models import Courier, PartnerCourier
from tests.factories.shipping import close

PATH = "/pengaturan/ekspedisi/"


def test_switches_on_and_off(siti_web: Client, siti_warehouse: Warehouse, jne: Courier) -> None:
    for state, expected in (("1", True), ("0", False)):
        assert siti_web.post(f"{PATH}{jne.pk}/", {"nyala": state}).status_code == 302
        row = PartnerCourier.objects.get(courier=jne, partner=siti_warehouse.partner)
        assert row.is_active is expected
    text = siti_web.get(PATH).content.decode()
    assert "REG19" in text
    assert "Nyalakan JNE" in text


def test_an_address_comes_first(siti_web: Client, siti_partner: Partner, jne: Courier) -> None:
    assert "Isi alamat pickup dulu" in siti_web.get(PATH).content.decode()
    siti_web.post(f"{PATH}{jne.pk}/", {"nyala": "1"})
    assert not PartnerCourier.objects.filter(is_active=True).exists()


def test_closed_couriers_say_why(siti_web: Client, siti_warehouse: Warehouse, jne: Courier) -> None:
    closed = close("sap")
    text = siti_web.get(PATH).content.decode()
    assert closed.closed_reason in text
    assert f"Nyalakan {closed.name}" not in text


def test_unknown_couriers_and_people_without_the_right(
    siti_web: Client, budi_web: Client, siti_warehouse: Warehouse
) -> None:
    assert siti_web.post(f"{PATH}999999/", {"nyala": "1"}).status_code == 404
    assert budi_web.get(PATH).status_code == 403


def test_couriers_for_cod_only_say_so(siti_web: Client, siti_warehouse: Warehouse, jne: Courier) -> None:
    text = siti_web.get(PATH).content.decode()
    assert text.count("hanya COD") == 3

import pytest
from django.test import Client

from accounts.models import Partner, Warehouse
from shipping.models import Courier
from tests.factories.shipping import place

PATH = "/pengaturan/alamat/"


@pytest.fixture
def typed(couriers: dict[str, Courier]) -> dict[str, str]:
    return {
        "name": "Gudang Bandung",
        "contact_name": "Sari",
        "contact_phone": "0812 0000 1111",
        "destination_id": str(place("Cihapit").pk),
        "address_line": "Jl. Riau 10",
    }


def test_the_first_address_becomes_the_default(
    siti_web: Client, siti_partner: Partner, typed: dict[str, str]
) -> None:
    assert "Belum ada alamat" in siti_web.get(PATH).content.decode()
    assert siti_web.post(f"{PATH}baru/", typed).status_code == 302
    row = Warehouse.objects.for_partner(siti_partner.pk).get()
    assert (row.name, row.district, row.is_default) == ("Gudang Bandung", place("Cihapit").district, True)
    assert row.origin_code == place("Cihapit").origin_code
    text = siti_web.get(PATH).content.decode()
    assert "Gudang Bandung" in text
    assert "Utama" in text


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"contact_phone": "12"}, {"destination_id": "999999999"}, {"address_line": "Jl. A / 1"}],
)
def test_refuses_what_couriers_cannot_use(
    siti_web: Client, siti_partner: Partner, typed: dict[str, str], change: dict[str, str]
) -> None:
    assert siti_web.post(f"{PATH}baru/", typed | change).status_code == 422
    assert not Warehouse.objects.exists()


def test_the_search_button_finds_places_and_stores_nothing(
    siti_web: Client, siti_partner: Partner, typed: dict[str, str]
) -> None:
    values = typed | {"destination_id": "", "cari": "cihapit", "langkah": "cari"}
    text = siti_web.post(f"{PATH}baru/", values).content.decode()
    assert f'<option value="{place("Cihapit").pk}">' in text
    assert 'value="Gudang Bandung"' in text
    assert not Warehouse.objects.exists()


def test_changes_and_moves_the_default_mark(
    siti_web: Client, siti_second_warehouse: Warehouse, typed: dict[str, str]
) -> None:
    row = siti_second_warehouse
    assert siti_web.post(f"{PATH}{row.pk}/", typed | {"name": "Gudang Riau"}).status_code == 302
    assert siti_web.post(f"{PATH}{row.pk}/utama/").status_code == 302
    row.refresh_from_db()
    assert (row.name, row.is_default) == ("Gudang Riau", True)


def test_the_default_address_stays(siti_web: Client, siti_second_warehouse: Warehouse) -> None:
    default = Warehouse.objects.get(is_default=True)
    text = siti_web.post(f"{PATH}{default.pk}/hapus/", follow=True).content.decode()
    assert "Alamat utama tidak bisa dihapus" in text
    assert siti_web.post(f"{PATH}{siti_second_warehouse.pk}/hapus/").status_code == 302
    assert [row.pk for row in Warehouse.objects.active()] == [default.pk]


def test_places_for_the_script(siti_web: Client, typed: dict[str, str]) -> None:
    rows = siti_web.get(f"{PATH}tempat/?q=cihapit").json()
    assert rows[0]["value"] == place("Cihapit").pk
    assert siti_web.get(f"{PATH}tempat/?q=c%00").json() == []


def test_others_are_not_found(rina_web: Client, budi_web: Client, siti_warehouse: Warehouse) -> None:
    for action in ("", "hapus/", "utama/"):
        assert rina_web.post(f"{PATH}{siti_warehouse.pk}/{action}").status_code == 404
    assert budi_web.get(PATH).status_code == 403

import pytest

from accounts.models import User
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput
from shipping.errors import NoCodListRefused
from shipping.models import Courier, Destination, NoCodArea, NoCodImport
from shipping.services import check_no_cod_list
from tests.factories.sheets import xlsx_file
from tests.factories.shipping import place

pytestmark = pytest.mark.usefixtures("couriers")

HEAD = "Provinsi;Kota;Kecamatan;Kelurahan;Kode Pos;Ekspedisi"


def check(wati: User, *lines: str, head: str = HEAD) -> NoCodImport:
    content = "\n".join([head, *lines]).encode()
    return check_no_cod_list(wati.pk, file_name="daerah.csv", content=content, actor=SYSTEM)


def ids(**names: str) -> set[int]:
    return set(Destination.objects.filter(**names).values_list("pk", flat=True))


def test_a_line_names_a_village_a_district_or_a_zip(wati: User, jne: Courier) -> None:
    cihapit = place("Cihapit")
    work = check(
        wati,
        f"Jawa Barat;Kota Bandung;Bandung Wetan;Cihapit;{cihapit.postal_code};jne",
        "Jawa Barat;BANDUNG;Kec. Bandung Wetan;;;",
        f";;;;{cihapit.postal_code};",
    )

    areas = {tuple(row) for row in work.rows}
    assert (cihapit.pk, jne.pk) in areas
    whole = ids(district="Bandung Wetan", city=cihapit.city) | ids(postal_code=cihapit.postal_code)
    assert areas - {(cihapit.pk, jne.pk)} == {(pk, None) for pk in whole}
    assert work.total == len(areas)
    assert not NoCodArea.objects.exclude(destination=None).exists(), "nothing counts yet"


def test_a_spreadsheet_and_what_is_there_already(wati: User) -> None:
    cihapit = place("Cihapit")
    NoCodArea.objects.create(destination=cihapit)
    content = xlsx_file(["Kode Pos"], [int(cihapit.postal_code)], [cihapit.postal_code])

    work = check_no_cod_list(wati.pk, file_name="a.xlsx", content=content, actor=SYSTEM)

    assert (work.total, work.known) == (len(ids(postal_code=cihapit.postal_code)), 1)


def test_a_village_is_meant_although_its_zip_is_unknown(wati: User) -> None:
    cihapit = place("Cihapit")
    Destination.objects.filter(pk=cihapit.pk).update(postal_code="")

    assert check(wati, ";Bandung;Bandung Wetan;Cihapit;40114;").rows == [[cihapit.pk, None]]


def test_every_bad_line_is_told_and_nothing_is_kept(wati: User) -> None:
    with pytest.raises(NoCodListRefused) as refused:
        check(
            wati,
            ";Bandung;Bandung Wetan;;;",
            ";Bandung;Antah Berantah;;;",
            ";Bandung;;;;",
            ";;;;4O114;",
            ";;;;40114;KUDA",
        )

    assert list(refused.value.fields) == ["Baris 3", "Baris 4", "Baris 5", "Baris 6"]
    assert not NoCodImport.objects.exists()


@pytest.mark.parametrize("content", [b"", b"Nama,Harga\nGamis,1", b"Kota,Kecamatan\n", b"PK\x03\x04"])
def test_what_is_no_such_list(wati: User, content: bytes) -> None:
    with pytest.raises(InvalidInput):
        check_no_cod_list(wati.pk, file_name="a.csv", content=content, actor=SYSTEM)

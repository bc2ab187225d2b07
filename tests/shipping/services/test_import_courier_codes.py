from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from komship.lib.errors import InvalidInput
from shipping.models import Destination
from shipping.services import CodesImported, import_courier_codes
from tests.factories.shipping import no_places as no_places

pytestmark = pytest.mark.django_db

Sheet = Callable[..., Path]
HEAD = "kelurahan,kecamatan,kota,kode pos,kode asal,kode tujuan"


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(*lines: str, head: str = HEAD) -> Path:
        path = tmp_path / "codes.csv"
        path.write_text("\n".join([head, *lines]))
        return path

    return write


@pytest.fixture(autouse=True)
def villages(no_places: None) -> None:
    names = [
        ("Cihapit", "Bandung Wetan", "Bandung"),
        ("Citarum", "Bandung Wetan", "Bandung"),
        ("Dago", "Coblong", "Bandung"),
        ("Cileunyi Wetan", "Cileunyi", "Kabupaten Bandung"),
        ("Nagri Kidul", "Purwakarta", "Purwakarta"),
    ]
    for village, district, city in names:
        Destination.objects.create(village=village, district=district, city=city, province="Jawa Barat")


def codes(village: str) -> list[tuple[str, str, str]]:
    rows = Destination.objects.filter(village=village).order_by("postal_code")
    return list(rows.values_list("postal_code", "origin_code", "tariff_code"))


def test_a_line_may_stand_for_a_village_a_district_or_a_city(sheet: Sheet) -> None:
    done = import_courier_codes(
        sheet(
            "Cihapit,Bandung Wetan,KOTA BANDUNG,40114,,BDO10001",
            ",,Bandung,,BDO10000,BDO10000",
            "-,Bandung Wetan,Bandung,-,,BDO10002",
        )
    )

    assert done == CodesImported(lines=3, changed=3, added=0, errors=[])
    assert codes("Dago") == [("", "BDO10000", "BDO10000")]
    assert codes("Citarum") == [("", "BDO10000", "BDO10002")]
    assert codes("Cihapit") == [("40114", "BDO10000", "BDO10001")]
    assert codes("Cileunyi Wetan") == [("", "", "")]


def test_a_town_and_a_regency_of_one_name_are_told_apart(sheet: Sheet) -> None:
    import_courier_codes(
        sheet(",,KAB. BANDUNG,,BDO20000,", ",,BANDUNG,,BDO10000,", ",,KAB PURWAKARTA,,PWK10000,")
    )

    assert codes("Cileunyi Wetan") == [("", "BDO20000", "")]
    assert codes("Dago") == [("", "BDO10000", "")]
    assert codes("Nagri Kidul") == [("", "PWK10000", "")]


def test_sound_lines_are_taken_in_and_the_others_reported(sheet: Sheet) -> None:
    done = import_courier_codes(
        sheet(
            "Cihapit,Bandung Wetan,Bandung,4011,,BDO10001",
            "Cihapit,Bandung Wetan,Bandung,,,bdo 1",
            "Entah,Bandung Wetan,Bandung,,,BDO10001",
            "Cihapit,,Bandung,,,BDO10001",
            ",,Bandung,40114,,",
            ",,,,,BDO10001",
            "Cihapit,Bandung Wetan,Bandung,,,",
            "Dago,Coblong,Bandung,40135,BDO10000,BDO10003",
        )
    )

    assert [error.line for error in done.errors] == [2, 3, 4, 5, 6, 7, 8]
    assert all(error.text for error in done.errors)
    assert (done.changed, codes("Cihapit")) == (1, [("", "", "")])
    assert codes("Dago") == [("40135", "BDO10000", "BDO10003")]


def test_importing_again_changes_nothing_and_a_newer_list_corrects(sheet: Sheet) -> None:
    lines = [",,Bandung,,BDO10000,BDO10000", "Dago,Coblong,Bandung,40135,,BDO10003"]
    import_courier_codes(sheet(*lines))
    before = list(Destination.objects.order_by("pk").values())

    assert import_courier_codes(sheet(*lines)).changed == 0
    assert list(Destination.objects.order_by("pk").values()) == before

    import_courier_codes(sheet("Dago,Coblong,Bandung,40135,,BDO10009"))
    assert codes("Dago") == [("40135", "BDO10000", "BDO10009")]


def test_a_second_zip_is_a_second_place_once(sheet: Sheet) -> None:
    lines = ["Dago,Coblong,Bandung,40135,,BDO10003", "Dago,Coblong,Bandung,40136,,BDO10003"]

    assert import_courier_codes(sheet(*lines)).added == 1
    assert import_courier_codes(sheet(*lines)).added == 0

    assert codes("Dago") == [("40135", "", "BDO10003"), ("40136", "", "BDO10003")]


def test_spreadsheet_with_the_couriers_own_headings(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append(
        ["PROVINCE_NAME", "CITY_NAME", "DISTRICT_NAME", "SUBDISTRICT_NAME", "ZIP_CODE", "TARIFF_CODE"]
    )
    page.append(["JAWA BARAT", "BANDUNG", "COBLONG", "DAGO", 40135, "BDO10003"])
    page.append([None] * 6)
    book.save(tmp_path / "jne.xlsx")

    assert import_courier_codes(tmp_path / "jne.xlsx").lines == 1
    assert codes("Dago") == [("40135", "", "BDO10003")]


def test_trying_writes_nothing(sheet: Sheet) -> None:
    done = import_courier_codes(sheet(",,Bandung,,BDO10000,"), dry_run=True)

    assert (done.changed, codes("Dago")) == (3, [("", "", "")])


def test_files_that_are_no_list(sheet: Sheet, tmp_path: Path) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG")
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"kota,kode asal\nKr\xfcwa,ABC\n")
    for path in (sheet(head="nama,kode"), sheet(head="kota,nama"), picture, latin):
        with pytest.raises(InvalidInput):
            import_courier_codes(path)


def test_command_reports_lines(sheet: Sheet) -> None:
    out, errors = StringIO(), StringIO()

    with pytest.raises(CommandError):
        call_command(
            "import_courier_codes", sheet(",,Entah,,BDO1,", ",,Bandung,,BDO10000,"), stdout=out, stderr=errors
        )

    assert errors.getvalue().startswith("2: ")
    assert out.getvalue().strip() == "2 lines: 3 places changed, 0 added, 1 refused"
    call_command("import_courier_codes", sheet(";;Bandung;;BDO10000;", head=HEAD.replace(",", ";")))
    with pytest.raises(CommandError):
        call_command("import_courier_codes", "nothing.csv")

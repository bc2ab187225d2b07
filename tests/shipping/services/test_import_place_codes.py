from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from komship.lib.errors import InvalidInput
from shipping.models import CarrierPlaceCode, Destination
from shipping.services import CodesImported, import_place_codes
from tests.factories.shipping import no_places as no_places

pytestmark = pytest.mark.django_db

Sheet = Callable[..., Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(*lines: str, head: str = "kelurahan,kecamatan,kota,kode pos,area_id") -> Path:
        path = tmp_path / "areas.csv"
        path.write_text("\n".join([head, *lines]))
        return path

    return write


@pytest.fixture(autouse=True)
def villages(no_places: None) -> None:
    for village, postal_code in (("Cihapit", "40114"), ("Cihapit", "40115"), ("Citarum", "")):
        Destination.objects.create(
            village=village,
            district="Bandung Wetan",
            city="Bandung",
            province="Jawa Barat",
            postal_code=postal_code,
        )


def codes() -> dict[tuple[str, str], str]:
    rows = CarrierPlaceCode.objects.filter(carrier="shipper").select_related("destination")
    return {(row.destination.village, row.destination.postal_code): row.code for row in rows}


def test_narrower_lines_win_and_a_zip_narrows_a_village(sheet: Sheet) -> None:
    path = sheet("Kel. Cihapit,Kec. Bandung Wetan,KOTA BANDUNG,40115,4712", ",Bandung Wetan,Bandung,,4711")

    done = import_place_codes(path, carrier="shipper")

    assert done == CodesImported(lines=2, changed=0, added=3, errors=[])
    assert codes() == {("Cihapit", "40114"): "4711", ("Cihapit", "40115"): "4712", ("Citarum", ""): "4711"}


def test_again_changes_nothing_and_a_newer_list_corrects(sheet: Sheet) -> None:
    import_place_codes(sheet(",,Bandung,,4711"), carrier="shipper")

    assert import_place_codes(sheet(",,Bandung,,4711"), carrier="shipper") == CodesImported(1, 0, 0, [])
    assert import_place_codes(sheet(",,Bandung,,4799"), carrier="shipper") == CodesImported(1, 3, 0, [])
    assert set(codes().values()) == {"4799"}


def test_real_codes_replace_made_up_ones(sheet: Sheet) -> None:
    place = Destination.objects.earliest("pk")
    CarrierPlaceCode.objects.create(carrier="shipper", destination=place, code="4711", is_made_up=True)

    assert import_place_codes(sheet(",,Bandung,,4711"), carrier="shipper").added == 3
    assert not CarrierPlaceCode.objects.filter(is_made_up=True).exists()


def test_lines_that_cannot_be_are_reported_by_number(sheet: Sheet) -> None:
    path = sheet(
        "Cihapit,Bandung Wetan,Bandung,,4711",
        "Cihapit,,Bandung,,1",
        "Atlantis,Laut,Bandung,,1",
        "Citarum,Bandung Wetan,Bandung,,47-11",
        "Citarum,Bandung Wetan,Bandung,40114,",
        "Citarum,Bandung Wetan,,,1",
    )

    done = import_place_codes(path, carrier="shipper")

    assert [error.line for error in done.errors] == [3, 4, 5, 6, 7]
    assert all(error.text for error in done.errors)
    assert set(codes().values()) == {"4711"}


def test_a_rehearsal_writes_nothing(sheet: Sheet) -> None:
    assert import_place_codes(sheet(",,Bandung,,4711"), carrier="shipper", dry_run=True).added == 3
    assert codes() == {}


@pytest.mark.parametrize("carrier", ["jne", "pigeon"])
def test_carriers_without_a_list_of_their_own(sheet: Sheet, carrier: str) -> None:
    with pytest.raises(InvalidInput):
        import_place_codes(sheet(",,Bandung,,4711"), carrier=carrier)


def test_a_file_without_the_column(sheet: Sheet) -> None:
    with pytest.raises(InvalidInput):
        import_place_codes(sheet("Bandung,BDO10000", head="kota,kode tujuan"), carrier="shipper")


def test_command(sheet: Sheet, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_courier_codes", str(sheet(",,Bandung,,4711")), "--carrier=shipper")
    assert "1 lines: 0 places changed, 3 added, 0 refused" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_courier_codes", str(sheet(",,Atlantis,,4711")), "--carrier=shipper")

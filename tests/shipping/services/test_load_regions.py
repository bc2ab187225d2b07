from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from komship.lib.errors import InvalidInput
from shipping.models import Destination
from shipping.selectors.destinations import destination_page
from shipping.services import load_destinations, load_regions
from shipping.services.load_regions import RegionsLoaded
from tests.factories.shipping import no_places as no_places
from tests.shipping.services.test_load_destinations import CIHAPIT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_places")]

FILES = {
    "provinces.csv": "code,name\n32,Jawa Barat\n31,Daerah Khusus Ibukota Jakarta\n",
    "regencies.csv": (
        "code,province_code,name\n32.73,32,Kota Bandung\n32.04,32,Kabupaten Bandung\n"
        "32.14,32,Kabupaten Purwakarta\n31.71,31,Kota Administrasi Jakarta Pusat\n"
    ),
    "districts.csv": (
        "code,regency_code,name\n32.73.09,32.73,Bandung Wetan\n32.04.05,32.04,Cileunyi\n"
        "32.14.01,32.14,Purwakarta\n31.71.01,31.71,Gambir\n"
    ),
    "villages.csv": (
        "code,district_code,name\n32.73.09.1001,32.73.09,Cihapit\n32.04.05.2001,32.04.05,Cileunyi Wetan\n"
        "32.14.01.1001,32.14.01,Nagri Kidul\n32.14.01.2009,32.14.01,Nagrikidul\n"
        "31.71.01.1001,31.71.01,Gambir\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def places() -> set[tuple[str, str, str]]:
    return set(Destination.objects.values_list("village", "city", "province"))


def test_villages_get_the_names_sellers_know(folder: Path) -> None:
    assert load_regions(folder) == RegionsLoaded(added=4, recognised=0, renamed=0, skipped=1)

    assert places() == {
        ("Cihapit", "Bandung", "Jawa Barat"),
        ("Cileunyi Wetan", "Kabupaten Bandung", "Jawa Barat"),
        ("Nagri Kidul", "Purwakarta", "Jawa Barat"),
        ("Gambir", "Jakarta Pusat", "DKI Jakarta"),
    }
    place = Destination.objects.get(village="Gambir")
    assert (place.area_code, place.island, place.tariff_code) == ("31.71.01.1001", "Jawa", "")
    assert destination_page("cileunyi").total == 1


def test_places_of_a_couriers_list_are_recognised_and_keep_their_codes(folder: Path) -> None:
    load_destinations([CIHAPIT | {"village": "CI HAPIT"}])
    old = Destination.objects.get()

    assert load_regions(folder).recognised == 1

    again = Destination.objects.get(area_code="32.73.09.1001")
    assert (again.pk, again.postal_code, again.tariff_code) == (old.pk, "40114", "BDO10000")


def test_repeating_it_changes_nothing(folder: Path) -> None:
    load_regions(folder)
    before = list(Destination.objects.order_by("pk").values())

    assert load_regions(folder) == RegionsLoaded(added=0, recognised=4, renamed=0, skipped=1)

    assert list(Destination.objects.order_by("pk").values()) == before


def test_a_newer_list_renames(folder: Path) -> None:
    load_regions(folder)
    text = FILES["villages.csv"].replace("Gambir", "Gambir Baru")
    (folder / "villages.csv").write_text(text)

    assert load_regions(folder).renamed == 1

    assert Destination.objects.get(area_code="31.71.01.1001").village == "Gambir Baru"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("villages.csv", "code,name\n99.99.99.9999,Entah\n"),
        ("districts.csv", "a,b\n1,2\n"),
        ("regencies.csv", "code,name\n32.73,\n"),
    ],
)
def test_other_files_are_refused_whole(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)

    with pytest.raises(InvalidInput):
        load_regions(folder)
    assert not Destination.objects.exists()


def test_command(folder: Path) -> None:
    out = StringIO()

    call_command("load_regions", folder=folder, stdout=out)

    assert out.getvalue().startswith("4 places added")
    with pytest.raises(CommandError):
        call_command("load_regions", folder=folder / "nothing")

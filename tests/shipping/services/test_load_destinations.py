import re

import pytest

from komship.lib.errors import InvalidInput
from shipping.models import Destination
from shipping.services import load_destinations, read_destinations
from tests.factories.shipping import no_places as no_places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_places")]

CIHAPIT = {
    "village": "Cihapit",
    "district": "Bandung Wetan",
    "city": "Bandung",
    "province": "Jawa Barat",
    "island": "Jawa",
    "postal_code": "40114",
    "origin_code": "BDO10000",
    "tariff_code": "BDO10000",
}


def test_loading_again_corrects_codes_and_keeps_ids() -> None:
    load_destinations([CIHAPIT])
    first = Destination.objects.get()

    assert load_destinations([CIHAPIT | {"tariff_code": "BDO10021"}]) == 1

    again = Destination.objects.get()
    assert (again.pk, again.tariff_code) == (first.pk, "BDO10021")


def test_same_place_twice_in_one_list() -> None:
    assert load_destinations([CIHAPIT, CIHAPIT | {"village": " CIHAPIT "}]) == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"postal_code": "4011"},
        {"postal_code": "4011a"},
        {"tariff_code": ""},
        {"origin_code": "bdo 1"},
        {"village": ""},
        {"city": "x" * 81},
    ],
)
def test_one_bad_line_spoils_the_list(bad: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="Baris 3"):
        load_destinations([CIHAPIT, CIHAPIT | {"village": "Lain"} | bad])

    assert not Destination.objects.exists()


def test_the_demo_list_is_sound() -> None:
    rows = list(read_destinations())

    assert load_destinations(rows) == len(rows) > 300
    assert all(re.fullmatch(r"[A-Z]{3}\d{2}000", row["origin_code"]) for row in rows)
    assert Destination.objects.values("province").distinct().count() > 25

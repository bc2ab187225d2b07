import pytest
from pytest_django import Settings

from shipping.models import CarrierPlaceCode, Destination
from shipping.sandbox.shipper_prices import is_area
from shipping.services import seed_sandbox_places
from shipping.services.seed_sandbox_places import made_up_area_id
from tests.factories.shipping import place

pytestmark = pytest.mark.usefixtures("couriers")


def test_every_place_jne_goes_to_has_an_area_the_sandbox_knows() -> None:
    CarrierPlaceCode.objects.all().delete()

    assert seed_sandbox_places() == Destination.objects.exclude(tariff_code="").count() > 400

    codes = CarrierPlaceCode.objects.values_list("code", flat=True)
    assert all(is_area(int(code)) for code in codes)
    assert len(set(codes)) == len(codes)
    assert set(CarrierPlaceCode.objects.values_list("is_made_up", flat=True)) == {True}


def test_the_same_everywhere_and_near_places_look_near() -> None:
    dago, cihapit = place("Dago"), place("Cihapit")

    assert made_up_area_id(dago) == made_up_area_id(dago)
    assert made_up_area_id(dago)[:4] == made_up_area_id(cihapit)[:4]
    assert made_up_area_id(dago) != made_up_area_id(cihapit)


def test_repeating_it_leaves_imported_codes_alone() -> None:
    CarrierPlaceCode.objects.filter(destination=place("Dago")).update(code="4711", is_made_up=False)

    seed_sandbox_places()

    assert CarrierPlaceCode.objects.get(destination=place("Dago")).code == "4711"


@pytest.mark.parametrize("name", ["SHIPPER_API_KEY", "SHIPPER_BASE_URL"])
def test_nothing_is_made_up_for_the_real_shipper(settings: Settings, name: str) -> None:
    setattr(settings, name, "a real key" if name == "SHIPPER_API_KEY" else "")
    CarrierPlaceCode.objects.all().delete()

    assert seed_sandbox_places() == 0

import pytest

from shipping.errors import DestinationNotFound
from shipping.models import CarrierPlaceCode, Courier, CourierService, Destination, Quote
from shipping.sandbox.server import SandboxServer
from shipping.services.public_rates import PublicRate, public_rates
from tests.factories.shipping import place


def rates(weight_g: int) -> dict[str, PublicRate]:
    found = public_rates(place("Cihapit").pk, far().pk, weight_g=weight_g)
    return {rate.service.code: rate for rate in found}


def far() -> Destination:
    there = Destination.objects.exclude(tariff_code="").exclude(city=place("Cihapit").city)
    return there.order_by("pk")[0]


def test_open_couriers_for_anybody(jne: Courier, jne_answers: SandboxServer) -> None:
    """No seller has switched anything on; nothing is promised."""
    regular = rates(1_000)["REG19"]
    assert regular.seller_price_rp == regular.price_rp - regular.price_rp // 4
    names = {rate.service.courier.name for rate in rates(1_000).values()}
    assert names == {"JNE", "SICEPAT", "IDEXPRESS", "SAP"}
    assert not Quote.objects.exists()


def test_a_place_one_courier_has_no_code_of(jne: Courier, jne_answers: SandboxServer) -> None:
    CarrierPlaceCode.objects.filter(destination=far()).delete()
    assert {rate.service.courier.name for rate in rates(1_000).values()} == {"JNE"}


def test_cargo_only_above_its_weight(jne: Courier, jne_answers: SandboxServer) -> None:
    assert "JTR18" not in rates(5_000)
    assert rates(12_000)["JTR18"].service.group == CourierService.Group.CARGO


def test_places(jne: Courier, jne_answers: SandboxServer) -> None:
    with pytest.raises(DestinationNotFound):
        public_rates(999_999, far().pk, weight_g=1_000)
    uncoded = Destination.objects.create(village="X", district="X", city="X", province="X")
    assert public_rates(uncoded.pk, far().pk, weight_g=1_000) == []

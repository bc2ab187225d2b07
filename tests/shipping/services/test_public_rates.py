import pytest

from komship.core.audit import SYSTEM
from shipping.errors import DestinationNotFound
from shipping.models import CarrierPlaceCode, Courier, CourierService, Destination, Quote
from shipping.rules.criteria import Criterion
from shipping.rules.fees import FeeRates
from shipping.sandbox.server import SandboxServer
from shipping.services import open_fee_window
from shipping.services.public_rates import PublicRate, public_rates
from tests.factories.shipping import place, service_of


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


def test_between_islands_a_service_is_open_for(jne: Courier, jne_answers: SandboxServer) -> None:
    plain = rates(1_000)["REG19"].price_rp
    terms = {"cashback_from_bp": 2800, "cashback_to_bp": 2500, "cod_cost_bp": 250, "cod_fee_bp": 280}
    for code, criterion in (
        ("REG19", Criterion(delivery_bp=5_000)),
        ("YES19", Criterion(excludes=True)),
    ):
        open_fee_window(service_of(code).pk, FeeRates(**terms, criteria=(criterion,)), actor=SYSTEM)

    found = rates(1_000)

    assert found["REG19"].price_rp == plain // 2
    assert "YES19" not in found

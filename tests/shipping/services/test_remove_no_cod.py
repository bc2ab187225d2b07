import pytest

from komship.core.audit import SYSTEM
from komship.core.models import AuditEntry
from shipping.errors import NoCodAreaNotFound
from shipping.models import Courier, Destination, NoCodArea
from shipping.selectors.no_cod import PlaceFilter, places_without_cod
from shipping.services import remove_no_cod
from tests.factories.shipping import place

pytestmark = pytest.mark.usefixtures("couriers")


def test_places_of_a_zip(jne: Courier) -> None:
    cihapit = place("Cihapit")
    NoCodArea.objects.create(destination=cihapit)
    NoCodArea.objects.create(destination=cihapit, courier=jne)

    remove_no_cod(cihapit.postal_code, actor=SYSTEM)

    assert not NoCodArea.objects.filter(destination=cihapit).exists()
    assert AuditEntry.objects.get(action="no_cod.removed").target_key == f"zip {cihapit.postal_code}"


def test_other_places_of_a_banned_code_keep_their_ban(jne: Courier) -> None:
    here = place("Gurabesi")
    there = Destination.objects.create(
        village="Tanjung Ria",
        district=here.district,
        city=here.city,
        province=here.province,
        postal_code="99117",
        tariff_code=here.tariff_code,
    )

    remove_no_cod(here.postal_code, actor=SYSTEM)

    banned = places_without_cod(PlaceFilter(city=here.city))
    assert there in banned
    assert here not in banned
    assert NoCodArea.objects.get(destination=there).courier == jne


@pytest.mark.parametrize("zip_code", ["40114", "99999", "semua", "", "\x00"])
def test_zips_that_are_not_on_the_list(zip_code: str) -> None:
    before = NoCodArea.objects.count()

    with pytest.raises(NoCodAreaNotFound):
        remove_no_cod(zip_code, actor=SYSTEM)

    assert NoCodArea.objects.count() == before

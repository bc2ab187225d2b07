import pytest

from accounts.models import User
from komship.core.audit import SYSTEM
from shipping.models import NoCodArea
from shipping.services import publish_no_cod, withdraw_no_cod_list
from tests.shipping.services.test_publish_no_cod import upload

pytestmark = pytest.mark.usefixtures("couriers")


def test_areas_of_one_list_go(wati: User) -> None:
    first = upload(wati, "Bandung,Bandung Wetan,Cihapit,")
    publish_no_cod(wati.pk, actor=SYSTEM)
    second = upload(wati, "Bandung,Bandung Wetan,Citarum,")
    publish_no_cod(wati.pk, actor=SYSTEM)

    assert withdraw_no_cod_list(first.pk, actor=SYSTEM) == 1
    assert withdraw_no_cod_list(first.pk, actor=SYSTEM) == 0
    assert withdraw_no_cod_list(0, actor=SYSTEM) == 0
    assert [area.source for area in NoCodArea.objects.exclude(destination=None)] == [second]

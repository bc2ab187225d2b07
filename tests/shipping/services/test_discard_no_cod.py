import pytest

from accounts.models import User
from komship.core.audit import SYSTEM
from shipping.models import NoCodImport
from shipping.services import discard_no_cod, publish_no_cod
from tests.shipping.services.test_publish_no_cod import upload

pytestmark = pytest.mark.usefixtures("couriers")


def test_what_waits_is_thrown_away_and_what_counts_stays(wati: User, siti: User) -> None:
    published = upload(wati, "Bandung,Bandung Wetan,Cihapit,")
    publish_no_cod(wati.pk, actor=SYSTEM)
    upload(wati, "Bandung,Bandung Wetan,Citarum,")
    others = upload(siti, "Bandung,Bandung Wetan,Citarum,")

    assert discard_no_cod(wati.pk, actor=SYSTEM) == 1
    assert discard_no_cod(wati.pk, actor=SYSTEM) == 0
    assert set(NoCodImport.objects.all()) == {published, others}

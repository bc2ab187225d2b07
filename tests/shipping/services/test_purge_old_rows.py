from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.lib import clock
from shipping.models import CarrierCall, CarrierPush, Courier, Quote
from shipping.sandbox.server import SandboxServer
from shipping.services import keep_push, purge_old_rows, quote_parcel
from tests.factories.shipping import booked_parcel, quote_request, switch_on


@pytest.fixture(autouse=True)
def _something_is_there(siti_partner: Partner, jne: Courier, jne_answers: SandboxServer) -> None:
    switch_on(siti_partner, jne)
    quote_parcel(quote_request(siti_partner))
    booked_parcel(siti_partner)
    keep_push("shipper", b"{}", headers={})


def kept() -> tuple[int, int, int]:
    return Quote.objects.count(), CarrierCall.objects.count(), CarrierPush.objects.count()


@pytest.mark.parametrize(
    ("age", "left"),
    [
        (timedelta(minutes=70), (2, 1, 1)),
        (timedelta(minutes=80), (0, 1, 1)),
        (timedelta(days=29), (0, 1, 1)),
        (timedelta(days=31), (0, 0, 0)),
    ],
)
def test_how_long_rows_live(age: timedelta, left: tuple[int, int, int]) -> None:
    before = sum(kept())

    with time_machine.travel(clock.now() + age):
        purged = purge_old_rows()

    assert kept() == left
    assert purged == before - sum(left)

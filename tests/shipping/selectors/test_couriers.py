from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.lib import clock
from shipping.models import Courier, FeeWindow, NoCodArea
from shipping.selectors.couriers import collects_cash_at, courier_switches, service_offers
from tests.factories.shipping import close, place, service_of, switch_on


def test_switches_cost_one_query(siti_partner: Partner, jne: Courier) -> None:
    switch_on(siti_partner, jne)
    close("sap")

    with assertNumQueries(1):
        rows = courier_switches(siti_partner.pk)

    assert (rows[0].name, rows[0].is_active) == ("JNE", True)
    assert [row.name for row in rows if row.closed_reason] == ["SAP"]


def test_hidden_couriers_are_not_spoken_of(siti_partner: Partner, jne: Courier) -> None:
    Courier.objects.exclude(pk=jne.pk).update(is_listed=False)

    assert [row.code for row in courier_switches(siti_partner.pk)] == ["jne"]
    assert {offer.service.courier.code for offer in service_offers(siti_partner.pk, place("Cihapit"))} == {
        "jne"
    }


def test_offers_cost_two_queries(siti_partner: Partner, jne: Courier) -> None:
    destination = place("Gurabesi")

    with assertNumQueries(2):
        offers = service_offers(siti_partner.pk, destination)

    regular = next(offer for offer in offers if offer.service.code == "REG19")
    assert (regular.is_switched_on, regular.is_no_cod_area) == (False, True)
    assert regular.window is not None


def test_windows_of_one_service_never_overlap(jne: Courier) -> None:
    service, now = service_of("REG19"), clock.now()

    with pytest.raises(IntegrityError, match="fee_window_no_overlap"), transaction.atomic():
        FeeWindow.objects.create(service=service, valid_from=now)
    FeeWindow.objects.filter(service=service).update(valid_until=now)
    FeeWindow.objects.create(service=service, valid_from=now, valid_until=now + timedelta(days=1))


def test_window_of_the_moment(siti_partner: Partner, jne: Courier) -> None:
    service, now = service_of("REG19"), clock.now()
    FeeWindow.objects.filter(service=service).update(valid_until=now)
    after = FeeWindow.objects.create(service=service, valid_from=now, cashback_bp=1)

    def window(moment: object) -> FeeWindow | None:
        offers = service_offers(siti_partner.pk, place("Cihapit"), at=moment)  # type: ignore[arg-type]
        return next(offer.window for offer in offers if offer.service == service)

    assert window(now) == after
    before = window(now - timedelta(seconds=1))
    assert before is not None
    assert before.cashback_bp == 2500


def test_cash_is_collected_where_nobody_forbids_it(jne: Courier) -> None:
    here, code_banned = place("Cihapit"), place("Gurabesi")
    assert collects_cash_at("JNE", here.pk)
    assert not collects_cash_at("JNE", code_banned.pk)

    NoCodArea.objects.create(destination=here)

    assert not collects_cash_at("JNE", here.pk)

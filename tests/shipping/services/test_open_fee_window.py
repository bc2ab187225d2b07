from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib import clock
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import CourierService, FeeWindow
from shipping.rules.criteria import Criterion
from shipping.rules.fees import FeeRates
from shipping.services import open_fee_window
from tests.factories.shipping import service_of

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def service(couriers: dict[str, object]) -> CourierService:
    return service_of("REG19")


@pytest.fixture
def actor(wati: User) -> Actor:
    return Actor(user_id=wati.pk, label=wati.username, channel="test")


def rates(**changes: Any) -> FeeRates:
    values = {"cashback_from_bp": 2800, "cashback_to_bp": 2000, "cod_cost_bp": 250, "cod_fee_bp": 280}
    return FeeRates(**values | changes)


def windows(service: CourierService) -> list[FeeWindow]:
    return list(service.fee_windows.order_by("valid_from"))


def test_the_next_window_begins_where_the_one_before_ends(service: CourierService, actor: Actor) -> None:
    made = open_fee_window(service.pk, rates(), actor=actor)

    before, after = windows(service)
    assert (before.cashback_bp, after.cashback_bp) == (2500, 2000)
    assert before.valid_until == after.valid_from
    assert after.valid_until is None
    assert (made, made.made_by_id) == (after, actor.user_id)
    entry = AuditEntry.objects.get(action="fee_window.opened")
    assert ((entry.before or {})["cashback_bp"], (entry.after or {})["cashback_bp"]) == (2500, 2000)


def test_same_rates_again_change_nothing(service: CourierService, actor: Actor) -> None:
    criteria = (Criterion(origins=(1,), return_bp=2_500),)
    first = open_fee_window(service.pk, rates(criteria=criteria), actor=actor)

    assert open_fee_window(service.pk, rates(criteria=criteria), actor=actor) == first
    assert len(windows(service)) == 2


def test_planned_rates_stay_and_new_ones_reach_up_to_them(service: CourierService, actor: Actor) -> None:
    soon = clock.now() + timedelta(days=7)
    planned = open_fee_window(service.pk, rates(cashback_to_bp=1000), actor=actor, valid_from=soon)

    now = open_fee_window(service.pk, rates(), actor=actor)

    assert (now.valid_until, planned.valid_from) == (soon, soon)
    assert [row.cashback_bp for row in windows(service)] == [2500, 2000, 1000]


def test_what_is_not_said_is_kept(service: CourierService, actor: Actor) -> None:
    open_fee_window(service.pk, rates(criteria=(Criterion(return_bp=2_500),)), actor=actor)

    made = open_fee_window(service.pk, rates(cashback_to_bp=1), actor=actor)

    assert (made.return_discount_bp, made.vat_bp) == (7_500, 1_100)
    assert made.criteria[0]["return_bp"] == 2_500


def test_refusals_change_nothing(service: CourierService, actor: Actor) -> None:
    yesterday, tomorrow = (clock.now() + timedelta(days=days) for days in (-1, 1))
    open_fee_window(service.pk, rates(), actor=actor, valid_from=tomorrow)

    with pytest.raises(FeeRatesRefused):
        open_fee_window(service.pk, rates(cod_fee_bp=10_000), actor=actor)
    with pytest.raises(FeeRatesRefused):
        open_fee_window(service.pk, rates(), actor=actor, valid_from=yesterday)
    with pytest.raises(FeeRatesRefused):
        open_fee_window(service.pk, rates(cashback_to_bp=1), actor=actor, valid_from=tomorrow)
    with pytest.raises(CourierServiceNotFound):
        open_fee_window(0, rates(), actor=actor)
    assert len(windows(service)) == 2

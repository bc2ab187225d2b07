from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.money import BASIS_POINTS
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import CourierService, FeeWindow
from shipping.rules.criteria import Criterion
from shipping.rules.fees import DEFAULT_RETURN_DISCOUNT_BP, DEFAULT_VAT_BP, FeeRates

# What makes two windows the same.
_RATES = (
    "cod_fee_bp",
    "cod_cost_bp",
    "vat_bp",
    "cashback_bp",
    "cashback_from_bp",
    "return_discount_bp",
    "criteria",
)
_INSTANT = timedelta(microseconds=1)


def open_fee_window(
    service_id: int,
    rates: FeeRates,
    *,
    actor: Actor,
    valid_from: datetime | None = None,
    approved_by_id: int | None = None,
) -> FeeWindow:
    """Let new rates hold from a moment on (now, when none is given); never change those of before.

    The window of that moment ends there, and the new one reaches to the next that is planned, so that
    orders and quotes keep the window they were made with. The same rates again change nothing. Without
    `approved_by_id` nobody else has agreed: people of ops go through `propose_fee_window`. Locks the
    service. Raises CourierServiceNotFound, FeeRatesRefused.
    """
    check_fee_rates(rates, valid_from)
    with transaction.atomic():
        # One at a time: the window before is read here and cut below.
        if not CourierService.objects.select_for_update(no_key=True).filter(pk=service_id).exists():
            raise CourierServiceNotFound
        windows = FeeWindow.objects.filter(service=service_id)
        now = clock.now()
        before = windows.valid_at(valid_from or now).first()
        values = _values(rates, before)
        if before is not None and _rates(before) == values:
            return before
        moment = _start(before, valid_from, now)
        after = windows.filter(valid_from__gt=moment).order_by("valid_from").first()
        if before is not None:
            FeeWindow.objects.filter(pk=before.pk).update(valid_until=moment)
        window = FeeWindow.objects.create(
            service_id=service_id,
            valid_from=moment,
            valid_until=after.valid_from if after else None,
            made_by_id=actor.user_id,
            approved_by_id=approved_by_id,
            **values,
        )
        facts = {"valid_from": moment.isoformat(), "approved_by_id": approved_by_id}
        change = (_rates(before) if before else None, values | facts)
        record("fee_window.opened", window, actor=actor, change=change)
    return window


def check_fee_rates(rates: FeeRates, valid_from: datetime | None) -> None:
    """What can be said before anything is looked up; forms ask, too. Raises FeeRatesRefused."""
    if rates.cod_fee_bp >= BASIS_POINTS:
        text = _("Biaya COD harus di bawah 100%.")
        raise FeeRatesRefused(text, fields={"service_fee_to": [text]})
    if valid_from is not None and valid_from < clock.now():
        text = _("Tarif tidak bisa berlaku mundur. Pilih waktu mulai dari sekarang.")
        raise FeeRatesRefused(text, fields={"valid_from": [text]})


def _start(before: FeeWindow | None, valid_from: datetime | None, now: datetime) -> datetime:
    """When the window begins; no window may be empty, so two of one moment cannot both be."""
    if valid_from is None:
        return max(now, before.valid_from + _INSTANT) if before else now
    if before is not None and before.valid_from == valid_from:
        text = _("Sudah ada tarif yang mulai berlaku pada waktu itu.")
        raise FeeRatesRefused(text, fields={"valid_from": [text]})
    return valid_from


def _values(rates: FeeRates, before: FeeWindow | None) -> dict[str, Any]:
    discount_bp = rates.return_discount_bp
    if rates.criteria:
        discount_bp = BASIS_POINTS - rates.criteria[0].return_bp
    kept = before or FeeWindow(vat_bp=DEFAULT_VAT_BP, return_discount_bp=DEFAULT_RETURN_DISCOUNT_BP)
    return {
        "cod_fee_bp": rates.cod_fee_bp,
        "cod_cost_bp": rates.cod_cost_bp,
        "vat_bp": kept.vat_bp if rates.vat_bp is None else rates.vat_bp,
        "cashback_bp": rates.cashback_to_bp,
        "cashback_from_bp": rates.cashback_from_bp,
        "return_discount_bp": kept.return_discount_bp if discount_bp is None else discount_bp,
        "criteria": kept.criteria if rates.criteria is None else plain_criteria(rates.criteria),
    }


def plain_criteria(criteria: tuple[Criterion, ...]) -> list[dict[str, Any]]:
    """Criteria as a row gives them back: lists, so that the same criteria are recognised."""
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in one.to_json().items()}
        for one in criteria
    ]


def _rates(window: FeeWindow) -> Mapping[str, Any]:
    return {name: getattr(window, name) for name in _RATES}

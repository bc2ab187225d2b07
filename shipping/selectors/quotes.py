from datetime import datetime
from typing import Any

from komship.lib import clock
from komship.lib.compiled import CompiledQuery
from shipping.models import Quote
from shipping.models.quotes import QuoteQuerySet
from shipping.rules.quoting import QuoteOption, QuoteRequest
from shipping.rules.weight import billed_kg


def _usable(partner_id: int, now: datetime, **key: Any) -> QuoteQuerySet:
    rows = Quote.objects.for_partner(partner_id).usable_at(now).filter(**key)
    return rows.select_related("service__courier", "fee_window").order_by("-expires_at", "-pk")


def _asked_for(extra: str) -> CompiledQuery[Quote]:
    return CompiledQuery(
        lambda partner_id, now, destination, origin, courier, code: _usable(
            partner_id,
            now,
            destination_id=destination,
            origin_code=origin,
            service__courier__name=courier,
            service__code=code,
            **{extra: True},
        )
    )


_WITH_COD = _asked_for("is_cod")
_WITHOUT_COD = _asked_for("service__takes_non_cod")


def as_option(quote: Quote) -> QuoteOption:
    """A quote as plain values. Its service, courier and fee window must be loaded. `quote_id` is 0 when
    it is not stored."""
    service, window = quote.service, quote.fee_window
    return QuoteOption(
        quote_id=quote.pk or 0,
        service_id=service.pk,
        fee_window_id=window.pk,
        courier_code=service.courier.code,
        courier_name=service.courier.name,
        image_path=service.courier.image_path,
        service_code=service.code,
        family=service.family,
        label=service.label,
        group=service.group,
        weight_g=quote.weight_g,
        billed_kg=quote.billed_kg,
        price_rp=quote.price_rp,
        cashback_rp=quote.cashback_rp,
        cashback_bp=window.cashback_bp,
        cod_fee_bp=window.cod_fee_bp,
        vat_bp=window.vat_bp,
        return_discount_bp=(
            window.return_discount_bp if quote.return_discount_bp is None else quote.return_discount_bp
        ),
        etd_from=quote.etd_from,
        etd_thru=quote.etd_thru,
        is_stale=quote.is_stale,
        expires_at=quote.expires_at,
    )


def usable_quote(request: QuoteRequest, *, courier_name: str, service_code: str) -> QuoteOption | None:
    """The newest stored quote that promises exactly this parcel to this seller; None asks for a new one.

    A quote for a COD parcel also serves without COD, unless the service carries nothing else; not the
    other way round: its area was not checked. One query; quotes live too briefly to be many.
    """
    quotes = _WITH_COD if request.is_cod else _WITHOUT_COD
    rows = quotes.all(
        request.partner_id,
        clock.now(),
        request.destination_id,
        request.origin_code,
        courier_name,
        service_code,
    )
    return next((as_option(row) for row in rows if _is_for(row, request)), None)


def _is_for(quote: Quote, request: QuoteRequest) -> bool:
    service = quote.service
    return quote.billed_kg == billed_kg(
        request.weight_g,
        size_cm=request.size_cm,
        divisor=service.divisor,
        round_up_from_g=service.round_up_from_g,
    )

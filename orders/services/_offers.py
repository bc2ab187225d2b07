"""What shipping the articles of a cart costs, asked of the shipping app in one way everywhere."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Warehouse
from orders.errors import NoCodHere, NoSuchDestination, ServiceUnavailable
from orders.rules import Rates
from orders.services._parcel_size import ParcelSize
from shipping.errors import DestinationNotFound
from shipping.models import Destination
from shipping.rules.quoting import Missing, QuoteOption, QuoteRequest, QuoteSet
from shipping.selectors.quotes import usable_quote
from shipping.services.quote_parcel import quote_parcel


def quote_request(
    warehouse: Warehouse, destination_id: int, size: ParcelSize, *, is_cod: bool
) -> QuoteRequest:
    """The question to shipping. The volume of all pieces is given as one box of that volume."""
    return QuoteRequest(
        partner_id=warehouse.partner_id,
        origin_code=warehouse.origin_code,
        origin_id=warehouse.destination_ref,
        destination_id=destination_id,
        weight_g=size.weight_g,
        length_cm=size.volume_cm3,
        width_cm=1,
        height_cm=1,
        is_cod=is_cod,
        goods_value_rp=size.goods_rp,
    )


def all_offers(request: QuoteRequest) -> QuoteSet:
    """Every service with its price, and the reason for each that is missing. May use the network.

    Raises NoSuchDestination.
    """
    try:
        return quote_parcel(request)
    except DestinationNotFound as error:
        raise NoSuchDestination(_("Kelurahan/kecamatan tujuan tidak ditemukan.")) from error


def agreed_offer(request: QuoteRequest, *, courier_name: str, service_code: str) -> QuoteOption:
    """The chosen service at the price the seller was shown, or at today's when that has expired.

    Raises NoSuchDestination, NoCodHere, ServiceUnavailable with the reason in words.
    """
    known = usable_quote(request, courier_name=courier_name, service_code=service_code)
    if known is not None:
        return known
    offers = all_offers(request)
    for option in offers.options:
        if (option.courier_name, option.service_code) == (courier_name, service_code):
            return option
    raise _refusal(offers, courier_name, service_code)


def _refusal(offers: QuoteSet, courier_name: str, service_code: str) -> Exception:
    for missing in offers.reasons:
        if (missing.courier_name, missing.service_code) == (courier_name, service_code):
            kind = NoCodHere if missing.code == Missing.NO_COD else ServiceUnavailable
            return kind(missing.reason)
    name = {"courier": courier_name, "service": service_code}
    return ServiceUnavailable(_("Layanan %(courier)s %(service)s tidak tersedia untuk tujuan ini.") % name)


def rates_of(option: QuoteOption) -> Rates:
    """The numbers of an offer that decide an order's price."""
    return Rates(
        shipping_rp=option.price_rp,
        cashback_bp=option.cashback_bp,
        cod_fee_bp=option.cod_fee_bp,
        vat_bp=option.vat_bp,
    )


def order_columns(option: QuoteOption, destination: Destination) -> dict[str, Any]:
    """What an order keeps of its offer and destination: later changes must not reach it."""
    return {
        "courier_name": option.courier_name,
        "service_code": option.service_code,
        "service_id": option.service_id,
        "fee_window_id": option.fee_window_id,
        "billed_kg": option.billed_kg,
        "return_discount_bp": option.return_discount_bp,
        "promised_days": option.etd_thru,
        "village": destination.village,
        "district": destination.district,
        "city": destination.city,
        "province": destination.province,
        "postal_code": destination.postal_code,
        "tariff_code": destination.tariff_code,
    }


def require_destination(destination_id: int) -> Destination:
    """The destination of a new order. Raises NoSuchDestination."""
    destination = Destination.objects.filter(pk=destination_id).first()
    if destination is None:
        raise NoSuchDestination(_("Kelurahan/kecamatan tujuan tidak ditemukan."))
    return destination

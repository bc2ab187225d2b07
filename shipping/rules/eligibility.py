"""May a service carry a parcel? Pure; the reasons are sentences for the seller."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from shipping.rules.quoting import Missing

Refusal = tuple[Missing, str]


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """What is known of a service for one seller and one destination. Weights in grams."""

    courier_name: str
    is_open: bool
    closed_reason: str = ""
    is_switched_on: bool = True
    has_window: bool = True
    takes_cod: bool = True
    takes_non_cod: bool = True
    is_no_cod_area: bool = False
    # Whether the fee window holds between the islands of sender and recipient.
    serves_islands: bool = True
    min_weight_g: int = 0
    max_weight_g: int | None = None


def why_missing(facts: ServiceFacts, *, weight_g: int, is_cod: bool) -> Refusal | None:
    """The first reason that counts, the ones a seller can do something about after the ones she cannot."""
    return _why_closed(facts) or _why_payment(facts, is_cod=is_cod) or _why_weight(facts, weight_g)


def _why_closed(facts: ServiceFacts) -> Refusal | None:
    name = {"courier": facts.courier_name}
    if not facts.is_open:
        closed = facts.closed_reason or _("%(courier)s belum tersedia di Komship.") % name
        return Missing.CLOSED, closed
    if not facts.is_switched_on:
        return Missing.SWITCHED_OFF, _("%(courier)s kamu matikan di pengaturan ekspedisi.") % name
    if not facts.has_window:
        return Missing.NO_WINDOW, _("Tarif %(courier)s untuk periode ini belum diatur.") % name
    if not facts.serves_islands:
        return Missing.NO_ROUTE, _(
            "Layanan %(courier)s ini tidak dibuka untuk pulau asal dan tujuan ini."
        ) % name
    return None


def _why_payment(facts: ServiceFacts, *, is_cod: bool) -> Refusal | None:
    name = {"courier": facts.courier_name}
    if not is_cod:
        if facts.takes_non_cod:
            return None
        return Missing.ONLY_COD, _("%(courier)s di Komship hanya untuk pesanan COD.") % name
    if not facts.takes_cod:
        return Missing.NO_COD, _("Layanan %(courier)s ini tidak melayani COD.") % name
    if facts.is_no_cod_area:
        return Missing.NO_COD, _("%(courier)s tidak melayani COD di tujuan ini.") % name
    return None


def _why_weight(facts: ServiceFacts, weight_g: int) -> Refusal | None:
    if weight_g < facts.min_weight_g:
        return Missing.TOO_LIGHT, _("Layanan kargo ini untuk paket mulai %(weight)s.") % {
            "weight": kilograms(facts.min_weight_g)
        }
    if facts.max_weight_g is not None and weight_g > facts.max_weight_g:
        return Missing.TOO_HEAVY, _("Layanan ini paling berat %(weight)s.") % {
            "weight": kilograms(facts.max_weight_g)
        }
    return None


def kilograms(weight_g: int) -> str:
    """`5001` -> `5,001 kg`, `10000` -> `10 kg`."""
    whole, rest = divmod(weight_g, 1000)
    return f"{whole} kg" if not rest else f"{whole},{rest:03d}".rstrip("0") + " kg"

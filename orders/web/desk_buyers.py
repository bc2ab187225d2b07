"""Buyers on the order desk: found again, filled in, and what is known about their number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import PartnerSettings
from komship.lib.phone import local_phone
from komship.web.formats import count_text, day_text, phone_text
from orders.selectors.customers import CustomerRow, customer_of_phone, found_customers, own_customer
from orders.selectors.reputation import buyer_reputation
from orders.web.risk_words import Note, reputation_note

_LONGEST_NUMBER = 18
_FEWEST_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class BuyerNotes:
    """What is known of the number on the form: `history` with this seller, `reputation` with all."""

    history: Note | None
    url: str
    reputation: Note | None


def buyer_hits(partner_id: int, text: str) -> Sequence[CustomerRow]:
    """Buyers the words may mean; nobody for fewer than two characters."""
    return found_customers(partner_id, text) if len(text.strip()) >= _FEWEST_CHARACTERS else []


def buyer_note(row: CustomerRow) -> str:
    return f"{phone_text(row.phone)} · {row.district}, {row.city}"


def filled_from(partner_id: int, argument: str) -> dict[str, str]:
    """The form's values from a buyer's last order; nothing for an id that is not hers."""
    is_number = argument.isascii() and argument.isdigit() and len(argument) <= _LONGEST_NUMBER
    row = own_customer(partner_id, int(argument)) if is_number else None
    if row is None:
        return {}
    return {
        "customer_name": row.name,
        "customer_phone": local_phone(row.phone),
        "detail_address": row.address_line,
        "destination_id": str(row.destination_id),
    }


def buyer_notes(partner_id: int, phone: str, settings: PartnerSettings) -> BuyerNotes | None:
    """None while there is no whole number. At most three queries."""
    if not phone:
        return None
    known = customer_of_phone(partner_id, phone)
    return BuyerNotes(
        history=_history(known) if known and known.orders else None,
        url=reverse("customers:detail", args=[known.id]) if known else "",
        reputation=reputation_note(buyer_reputation(phone)) if settings.customer_reputation else None,
    )


def _history(row: CustomerRow) -> Note:
    sentence = ngettext(
        "%(name)s pernah pesan %(n)s kali, terakhir %(day)s.",
        "%(name)s pernah pesan %(n)s kali, terakhir %(day)s.",
        row.orders,
    )
    values = {"name": row.name, "n": count_text(row.orders), "day": day_text(row.last_ordered_at)}
    return Note(_("Pembeli lama"), sentence % values, "info", "user-check")

"""The five numbers in words, each with the address of the rows that prove it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.selectors.balances import FiveNumbers
from finance.selectors.parcels import Behind
from komship.lib.money import rupiah, rupiah_in_text


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    value: str
    icon: str
    tone: str
    url: str
    hint: str = ""


def behind_url(number: Behind) -> str:
    return f"{reverse('finance:parcels')}?tab={number.value}"


def five_cards(numbers: FiveNumbers) -> list[Card]:
    return [
        _available(numbers),
        Card(
            _("Ditahan"),
            rupiah(numbers.held_rp),
            "lock",
            "info",
            behind_url(Behind.HELD),
            _("Ongkir pesanan transfer yang belum dikirim"),
        ),
        _pending(numbers),
        Card(
            _("Sedang ditarik"),
            rupiah(numbers.withdrawing_rp),
            "building-bank",
            "info",
            reverse("finance:withdrawals"),
            _("Menunggu ditransfer ke rekeningmu"),
        ),
        Card(
            _("Cadangan retur"),
            rupiah(numbers.reserve_rp),
            "arrow-back-up",
            "warning" if numbers.reserve_rp else "neutral",
            behind_url(Behind.RETURNING),
            _("Perkiraan biaya retur %(cost)s") % {"cost": rupiah_in_text(numbers.expected_return_cost_rp)},
        ),
    ]


def _available(numbers: FiveNumbers) -> Card:
    hint = _("Bisa ditarik %(amount)s") % {"amount": rupiah_in_text(numbers.withdrawable_rp)}
    tone = "danger" if numbers.available_rp < 0 else "success"
    return Card(
        _("Tersedia"),
        rupiah(numbers.available_rp),
        "wallet",
        tone,
        reverse("finance:money") + "#transaksi",
        hint,
    )


def _pending(numbers: FiveNumbers) -> Card:
    hint = _("COD dalam perjalanan")
    if numbers.pending_on_problem_rp:
        hint = _("%(amount)s di paket bermasalah") % {"amount": rupiah_in_text(numbers.pending_on_problem_rp)}
    tone = "warning" if numbers.pending_on_problem_rp else "progress"
    return Card(
        _("Tertunda"), rupiah(numbers.pending_rp), "truck-delivery", tone, behind_url(Behind.PENDING), hint
    )

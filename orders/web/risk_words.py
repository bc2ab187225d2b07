"""What is known of a number or a place, in words and colours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from komship.web.formats import count_text, tenths_text
from orders.risk import FEWEST_PARCELS, Level
from orders.selectors.reputation import Reputation
from orders.selectors.return_insight import PlaceInsight

Text = str | Promise

# Tone, icon and the word beside them: colour alone says nothing.
_LOOKS: Mapping[Level, tuple[str, str, Text]] = {
    Level.BEST: ("success", "circle-check", gettext_lazy("sangat baik")),
    Level.GOOD: ("success", "circle-check", gettext_lazy("baik")),
    Level.NORMAL: ("info", "info-circle", gettext_lazy("wajar")),
    Level.BAD: ("warning", "alert-triangle", gettext_lazy("kurang baik")),
    Level.WORST: ("danger", "alert-octagon", gettext_lazy("buruk")),
}
_BUYER_LOOKS: Mapping[Level, tuple[str, str, Text]] = {
    Level.GOOD: ("success", "circle-check", gettext_lazy("Reputasi baik")),
    Level.NORMAL: ("warning", "alert-triangle", gettext_lazy("Pernah retur")),
    Level.BAD: ("danger", "alert-octagon", gettext_lazy("Sering retur")),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A status badge, with a sentence that proves it."""

    label: Text
    text: str
    tone: str
    icon: str


def reputation_note(record: Reputation) -> Note:
    """Counts of all sellers in one sentence."""
    if not record.sent:
        return Note(
            _("Nomor baru"), _("Belum ada penjual Komship yang mengirim ke nomor ini."), "neutral", "user"
        )
    tone, icon, label = _BUYER_LOOKS[record.level]
    sentence = ngettext(
        "%(returned)s dari %(sent)s paket ke nomor ini diretur (%(share)s), dari semua penjual.",
        "%(returned)s dari %(sent)s paket ke nomor ini diretur (%(share)s), dari semua penjual.",
        record.sent,
    )
    numbers = {
        "returned": count_text(record.returned),
        "sent": count_text(record.sent),
        "share": tenths_text(record.returned_bp),
    }
    return Note(label, sentence % numbers, tone, icon)


def courier_notes(insight: PlaceInsight, couriers: Iterable[str]) -> dict[str, Note]:
    """How often each courier brings parcels back from the place: its district, or else its city."""
    return {courier: _courier_note(insight, courier) for courier in couriers}


def _courier_note(insight: PlaceInsight, courier: str) -> Note:
    places = ((insight.district, insight.in_district), (insight.city, insight.in_city))
    for name, records in places:
        record = records.get(courier)
        if record is not None and record.is_enough:
            tone, icon, word = _LOOKS[record.level]
            numbers = {
                "share": tenths_text(record.returned_bp),
                "place": name,
                "returned": count_text(record.returned),
                "total": count_text(record.total),
                "word": word,
            }
            label = _("retur %(share)s") % numbers
            text = _("%(word)s: %(returned)s dari %(total)s paket ke %(place)s kembali") % numbers
            return Note(label, text, tone, icon)
    few = _("Kurang dari %(n)s paket ke daerah ini yang sudah selesai.") % {"n": FEWEST_PARCELS}
    return Note(_("retur belum diketahui"), few, "neutral", "help-circle")

from dataclasses import dataclass

from django.utils.translation import gettext as _

from finance.models import Entry, Posting
from finance.selectors.timeline import ParcelTimeline, parcel_money_timeline
from komship.lib.errors import NotFound


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry as the seller it belongs to may see it: her own postings, and the parcel's whole story."""

    entry: Entry
    postings: list[Posting]
    parcel: ParcelTimeline | None


def entry_detail(partner_id: int, entry_id: int) -> EntryDetail:
    """An entry that touches the seller's accounts. Raises NotFound, also for other sellers' entries."""
    postings = list(
        Posting.objects.for_partner(partner_id)
        .filter(entry_id=entry_id)
        .select_related("entry", "account")
        .order_by("id")
    )
    if not postings:
        raise NotFound(_("Transaksi tidak ditemukan."))
    entry = postings[0].entry
    return EntryDetail(entry, postings, parcel_money_timeline(entry.reference) if entry.reference else None)

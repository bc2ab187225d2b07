"""The three stories of an order as timelines: the parcel, the money, and who did what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from finance.selectors.timeline import ParcelTimeline, TimelineLine
from finance.states import EntryKind
from orders.selectors.story import OrderStory
from orders.web.labels import PAPERS, SCAN_LOOKS, deed_of
from shipping.selectors.shipments import HistoryLine
from shipping.states import EventClass

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Moment:
    """One item of `components/timeline.html`."""

    title: Text
    at: datetime
    text: Text = ""
    tone: str = "neutral"
    icon: str = "point"
    money_rp: int | None = None


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """One ledger entry with the lines that concern the seller."""

    entry_id: int
    title: Text
    at: datetime
    lines: list[TimelineLine]

    @property
    def sum_rp(self) -> int:
        return sum(line.amount_rp for line in self.lines)

    @property
    def is_set_aside(self) -> bool:
        """Money that only moved inside the seller's purse."""
        return not any(line.account_code for line in self.lines)

    @property
    def tone(self) -> str:
        if self.sum_rp == 0 or self.is_set_aside:
            return "neutral"
        return "success" if self.sum_rp > 0 else "danger"


def parcel_moments(lines: Iterable[HistoryLine]) -> list[Moment]:
    """The courier's scans, newest first."""
    moments = []
    for line in lines:
        tone, icon = _look(line.event_class)
        moments.append(Moment(line.text or line.code, line.occurred_at, "", tone, icon))
    return moments[::-1]


def _look(event_class: str) -> tuple[str, str]:
    try:
        return SCAN_LOOKS[EventClass(event_class)]
    except ValueError:
        return ("neutral", "point")


def booked_entries(timeline: ParcelTimeline) -> list[BookedEntry]:
    """The parcel's ledger entries, newest first."""
    entries = [
        BookedEntry(entry_id, _entry_title(lines[0]), lines[0].posted_at, lines)
        for entry_id, group in groupby(timeline.lines, key=lambda line: line.entry_id)
        for lines in [list(group)]
    ]
    return entries[::-1]


def _entry_title(line: TimelineLine) -> str:
    label = str(EntryKind(line.kind).label)
    return _("Pembatalan: %(entry)s") % {"entry": label} if line.is_reversal else label


def activity_moments(story: OrderStory) -> list[Moment]:
    """Who did what, newest first."""
    papers = {paper.layout.value: paper.title for paper in PAPERS}
    moments = []
    for row in story.history:
        deed = deed_of(row)
        # A courier's notes begin with its name.
        actor = "" if row.note.startswith(row.actor_label) else row.actor_label
        text = " · ".join(part for part in (actor, row.note) if part)
        moments.append(Moment(deed.text, row.happened_at, text, deed.tone, deed.icon))
    for number, label in enumerate(story.prints, 1):
        title = _("Label dicetak") if number == 1 else _("Label dicetak ulang, ke-%(n)s") % {"n": number}
        text = " · ".join(filter(None, (label.printed_by, str(papers.get(label.layout, label.layout)))))
        moments.append(Moment(title, label.printed_at, text, "neutral", "printer"))
    return sorted(moments, key=lambda moment: moment.at, reverse=True)

"""What the page of an import shows: its tabs, its numbers, and what can be done next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from komship.core.jobs import JobState
from komship.lib.money import rupiah
from komship.web.lists import Column, Empty, ListSpec, Tab
from orders.selectors.imports import ALL, ImportSummary
from orders.services._import_rows import CHECK
from orders.states import ImportRowState

S = ImportRowState

IMPORT_ROWS = ListSpec(
    name="massal",
    template="orders/mass_import.html",
    rows_template="orders/_mass_rows.html",
    columns=(
        Column("buyer", gettext_lazy("Pembeli")),
        Column("place", gettext_lazy("Tujuan")),
        Column("courier", gettext_lazy("Ekspedisi")),
        Column("total", gettext_lazy("Total"), align="end"),
        Column("result", gettext_lazy("Keterangan")),
        Column("status", gettext_lazy("Status")),
    ),
    empty=Empty(gettext_lazy("Tidak ada di sini"), icon="list-check"),
    sizes=(50, 100),
)

_TAB_LABELS = {
    ALL: gettext_lazy("Semua"),
    S.FAULTY: gettext_lazy("Perlu diperbaiki"),
    S.READY: gettext_lazy("Siap disimpan"),
    S.STORED: gettext_lazy("Tersimpan"),
    S.KNOWN: gettext_lazy("Sudah ada"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on the rows is. `stopped`: it ended before its end."""

    label: str
    text: str
    value: int
    total: int
    stopped: bool


def import_tabs(summary: ImportSummary) -> tuple[Tab, ...]:
    counts = {**summary.counts, ALL: summary.work.total}
    return tuple(Tab(key, label, counts[key]) for key, label in _TAB_LABELS.items())


def import_context(summary: ImportSummary) -> dict[str, Any]:
    """For the page and for its news alike."""
    is_idle = not summary.is_running
    ready, faulty = summary.count(S.READY), summary.count(S.FAULTY)
    short_rp = summary.hold_rp - max(0, summary.balance_rp)
    return {
        "summary": summary,
        "work": summary.work,
        "progress": _progress(summary),
        "ready": ready,
        "faulty": faulty,
        "stored": summary.count(S.STORED),
        "known": summary.count(S.KNOWN),
        "is_running": summary.is_running,
        "may_start": is_idle and ready > 0,
        "may_recheck": is_idle and ready + faulty + summary.count(S.WAITING) > 0,
        "short": rupiah(short_rp) if is_idle and short_rp > 0 else "",
    }


def _progress(summary: ImportSummary) -> Progress | None:
    """None when there is nothing to watch (any more)."""
    job = summary.work.job
    if job is None or (job.state == JobState.DONE and not summary.count(S.STORED)):
        return None
    stopped = job.state in (JobState.CANCELLED, JobState.FAILED)
    if job.kind == CHECK and job.state != JobState.DONE:
        looked_at = summary.work.total - summary.count(S.WAITING)
        text = _("Memeriksa tujuan, produk, dan ongkir.")
        return Progress(
            _("Pesanan diperiksa"), _stopped_or(text, stopped), looked_at, summary.work.total, stopped
        )
    stored, ready = summary.count(S.STORED), summary.count(S.READY)
    text = _("Sedang menyimpan pesanan.") if summary.is_running else _("Selesai.")
    return Progress(_("Pesanan tersimpan"), _stopped_or(text, stopped), stored, stored + ready, stopped)


def _stopped_or(text: str, stopped: bool) -> str:
    return _("Terhenti. Yang sudah tersimpan tetap tersimpan; sisanya bisa dilanjutkan.") if stopped else text

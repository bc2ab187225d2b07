"""The constant parts of the job pages, and what they say."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from komship.core.jobs import JobState
from komship.core.jobs.upkeep import KEEP_FOR
from komship.dashboard.selectors.jobs import ALL, DONE, FAILED, ITEM_TABS, WAITING, JobRow
from komship.lib import clock
from komship.web.formats import count_text, day_text
from komship.web.lists import Column, Empty, ListSpec, Tab

JOBS = ListSpec(
    name="pekerjaan",
    template="dashboard/jobs.html",
    rows_template="dashboard/_job_rows.html",
    columns=(
        Column("title", gettext_lazy("Pekerjaan")),
        Column("started", gettext_lazy("Dimulai")),
        Column("progress", gettext_lazy("Kemajuan"), align="end"),
        Column("state", gettext_lazy("Status")),
    ),
    empty=Empty(
        gettext_lazy("Belum ada pekerjaan"),
        gettext_lazy("Impor, ekspor, dan tindakan untuk banyak pesanan sekaligus tampil di sini."),
        "list-check",
    ),
    paging="next",
)

ITEMS = ListSpec(
    name="hasil",
    template="dashboard/job.html",
    rows_template="dashboard/_job_item_rows.html",
    columns=(
        Column("label", gettext_lazy("Bagian")),
        Column("message", gettext_lazy("Keterangan")),
        Column("state", gettext_lazy("Hasil")),
    ),
    empty=Empty(gettext_lazy("Tidak ada di sini"), icon="list-check"),
    sizes=(50, 100),
)

_TAB_LABELS = {
    ALL: gettext_lazy("Semua"),
    FAILED: gettext_lazy("Gagal"),
    WAITING: gettext_lazy("Menunggu"),
    DONE: gettext_lazy("Berhasil"),
}


def item_tabs(row: JobRow) -> tuple[Tab, ...]:
    """Counted by the job itself: no query."""
    job = row.job
    counts = {ALL: job.total or 0, FAILED: job.failed, WAITING: row.waiting, DONE: job.succeeded}
    return tuple(Tab(tab, _TAB_LABELS[tab], counts[tab]) for tab in ITEM_TABS)


def count_of(row: JobRow, tab: str) -> int:
    return next(found.count or 0 for found in item_tabs(row) if found.key == tab)


def progress_text(row: JobRow) -> str:
    """What happens now, or how it ended."""
    job = row.job
    if job.state == JobState.QUEUED:
        return _("Menunggu giliran.")
    if job.state == JobState.RUNNING:
        return _("Sedang dikerjakan.")
    if job.state == JobState.FAILED:
        return job.message
    if job.state == JobState.CANCELLED:
        return _("Dihentikan. Yang sudah berhasil tetap tersimpan.")
    if row.has_file:
        last_on = clock.wib(job.created_at + KEEP_FOR - timedelta(days=1)).date()
        return _("Berkas siap diunduh sampai %(day)s.") % {"day": day_text(last_on)}
    text = ngettext("%(n)s berhasil.", "%(n)s berhasil.", job.succeeded)
    return text % {"n": count_text(job.succeeded)}


def resume_label(row: JobRow) -> str:
    """What the button does that goes on with a job; empty without one."""
    if not row.is_resumable:
        return ""
    if row.job.state == JobState.CANCELLED:
        return _("Lanjutkan")
    return _("Coba lagi yang gagal") if row.job.failed else _("Coba lagi")

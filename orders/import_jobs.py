"""Work on the orders of a file: looked through, then stored."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Right
from komship.core.jobs import ItemResult, Job, JobItem, JobKind, actor_of, item_job
from orders.services._import_rows import CHECK, STORE, Rows
from orders.services.check_import_rows import check_import_rows
from orders.services.store_import_rows import store_import_rows


def _import_url(job: Job) -> str:
    item = job.items.first()
    return reverse("orders:mass_import", args=[item.reference]) if item else reverse("orders:mass")


def _rows(item: JobItem) -> Rows:
    return Rows(int(item.reference), item.data["first"], item.data["last"])


@item_job(
    JobKind(
        CHECK,
        label=gettext_lazy("Periksa pesanan massal"),
        right=Right.ORDER_CREATE,
        icon="file-search",
        open_url=_import_url,
    ),
    outside=True,
)
def check_rows(job: Job, item: JobItem) -> ItemResult:
    faulty = check_import_rows(_rows(item), actor=actor_of(job))
    return ItemResult(_("%(n)d perlu diperbaiki") % {"n": faulty} if faulty else "")


@item_job(
    JobKind(
        STORE,
        label=gettext_lazy("Simpan pesanan massal"),
        right=Right.ORDER_CREATE,
        icon="file-upload",
        open_url=_import_url,
    ),
    outside=True,
)
def store_rows(job: Job, item: JobItem) -> ItemResult:
    stored = store_import_rows(_rows(item), actor=actor_of(job))
    return ItemResult(_("%(n)d pesanan tersimpan") % {"n": stored})

"""Work on orders that sellers watch: many at a time, and files."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Right
from komship.core.jobs import FileWork, Job, JobItem, JobKind, actor_of, file_job, item_job, partner_of
from komship.lib import clock
from komship.lib.errors import DomainError
from orders.selectors.chosen import pickup_of_token
from orders.services.call_off_order import call_off_order
from orders.services.export_customers import export_customers
from orders.services.export_orders import export_orders
from orders.services.print_labels import print_labels
from orders.services.request_pickup import request_pickup
from orders.services.start_cancel import CANCEL
from orders.services.start_customer_export import CUSTOMER_EXPORT
from orders.services.start_customer_export import wanted_of as wanted_customers_of
from orders.services.start_export import EXPORT, wanted_of
from orders.services.start_labels import LABELS, print_job_of
from orders.services.start_pickup import PICKUP, slot_of
from orders.web.refusals import words_for
from shipping.errors import PickupTokenTaken


def _order_url(item: JobItem) -> str:
    return reverse("orders:detail", args=[item.data["number"]])


def _pickup_url(job: Job) -> str:
    pickup = pickup_of_token(partner_of(job), job.params["token"])
    return reverse("pickups:detail", args=[pickup.pk]) if pickup else ""


def _why_no_pickup(refused: DomainError) -> str:
    if isinstance(refused, PickupTokenTaken):
        return _("Pesanan ini di alamat atau jadwal lain. Buat pickup tersendiri.")
    return words_for(refused)


@item_job(
    JobKind(
        PICKUP,
        label=gettext_lazy("Minta pickup"),
        right=Right.PICKUP_SUBMIT,
        icon="truck-loading",
        explain=_why_no_pickup,
        open_url=_pickup_url,
        item_url=_order_url,
        leads_on=True,
    )
)
def ask_for_pickup(job: Job, item: JobItem) -> None:
    request_pickup(partner_of(job), int(item.reference), slot_of(job.params), actor=actor_of(job))


@item_job(
    JobKind(
        CANCEL,
        label=gettext_lazy("Batalkan pesanan"),
        right=Right.ORDER_DELETE,
        icon="ban",
        explain=words_for,
        open_url=lambda job: reverse("orders:list"),
        item_url=_order_url,
    )
)
def call_off(job: Job, item: JobItem) -> None:
    call_off_order(partner_of(job), int(item.reference), actor=actor_of(job))


@file_job(JobKind(EXPORT, label=gettext_lazy("Ekspor pesanan"), right=Right.ORDER_VIEW, icon="file-export"))
def write_export(work: FileWork) -> str:
    return export_orders(wanted_of(partner_of(work.job), work.job.params), work.out, tell=work.progress)


@file_job(
    JobKind(CUSTOMER_EXPORT, label=gettext_lazy("Unduh pembeli"), right=Right.ORDER_VIEW, icon="file-export")
)
def write_customers(work: FileWork) -> str:
    wanted = wanted_customers_of(partner_of(work.job), work.job.params)
    return export_customers(wanted, work.out, tell=work.progress)


@file_job(JobKind(LABELS, label=gettext_lazy("Cetak label"), right=Right.PICKUP_HISTORY, icon="printer"))
def draw_labels(work: FileWork) -> str:
    wanted = print_job_of(work.job.params)
    work.out.write(print_labels(wanted))
    work.progress(len(wanted.order_ids))
    return f"label-{len(wanted.order_ids)}-{clock.wib(clock.now()):%Y%m%d-%H%M}.pdf"

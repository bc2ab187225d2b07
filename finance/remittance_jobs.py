"""Work on couriers' statements."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from finance.services.read_remittance import read_remittance
from finance.services.start_remittance_import import REMITTANCE
from komship.core.jobs import ItemResult, Job, JobItem, JobKind, item_job


def _page(job: Job) -> str:
    return reverse("admin:finance_remittance_changelist")


# Its jobs are nobody's shop's: sellers never see them, whatever right stands here.
@item_job(
    JobKind(REMITTANCE, label=gettext_lazy("Impor laporan COD kurir"), right=None, open_url=_page),
    outside=True,
)
def take_in(job: Job, item: JobItem) -> ItemResult:
    remittance = read_remittance(int(item.reference))
    text = ngettext("%(n)d baris dicocokkan.", "%(n)d baris dicocokkan.", remittance.line_count)
    return ItemResult(text % {"n": remittance.line_count} if remittance.line_count else _("Laporan dibuang."))

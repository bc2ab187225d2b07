"""Work of the catalogue that sellers watch."""

from django.utils.translation import gettext_lazy as _

from accounts.states import Right
from komship.core.jobs import FileWork, JobKind, file_job, partner_of
from products.selectors.catalogue import ProductFilter
from products.services.export_products import export_products
from products.services.start_export import EXPORT


@file_job(JobKind(EXPORT, label=_("Ekspor produk"), right=Right.PRODUCT_VIEW, icon="download"))
def write_export(work: FileWork) -> str:
    params = work.job.params
    return export_products(
        partner_of(work.job),
        ProductFilter(**params["wanted"]),
        form=params["form"],
        out=work.out,
        tell=work.progress,
    )

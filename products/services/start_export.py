"""Have the catalogue written into a file, in the background."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from komship.lib.spreadsheet import Form
from products.selectors.catalogue import ProductFilter

EXPORT = "products.export"


def start_export(
    partner_id: int, wanted: ProductFilter, *, form: Form, actor: Actor, request_key: str | None = None
) -> Job:
    """Start the job; the same `request_key` again is the same job. Raises TooManyJobs."""
    with transaction.atomic():
        return start_job(
            NewJob(
                kind=EXPORT,
                title=_("Produk (%(form)s)") % {"form": form.upper()},
                partner_id=partner_id,
                actor=actor,
                params={"form": form, "wanted": asdict(wanted)},
                request_key=request_key,
            )
        )

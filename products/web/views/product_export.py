"""Take the products out as a file that the import reads again."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.web.forms import Done, form_answer, submit
from products.selectors import ProductFilter, product_counts
from products.services import start_export
from products.web.forms import EVERYTHING, ONLY, ExportForm


@partner_required(right=Right.PRODUCT_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def product_export(request: SellerRequest) -> HttpResponse:
    """Which products, in which form; the file is then made in the background."""
    partner_id = request.partner_access.partner_id
    begin = {"format": "xlsx", "isi": EVERYTHING, "token": secrets.token_urlsafe(16)}
    form = ExportForm(request.POST if request.method == "POST" else None, initial=begin)

    def start(values: dict[str, Any]) -> Done:
        wanted = ProductFilter(is_published=ONLY[values["isi"]])
        job = start_export(
            partner_id,
            wanted,
            form=values["format"],
            actor=web_actor(request),
            # Going back and choosing otherwise is another file.
            request_key="{token}:{format}:{isi}".format(**values),
        )
        return Done(reverse("jobs:job", args=[job.pk]))

    context = {"counts": product_counts(partner_id)}
    return submit(request, form, start) or form_answer(request, form, "products/export.html", context=context)

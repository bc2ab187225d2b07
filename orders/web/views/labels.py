"""Choose the paper, get the PDF."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.lib.errors import DomainError
from komship.web.forms import form_answer
from orders.selectors.chosen import chosen_rows
from orders.selectors.pickups import orders_on_pickup
from orders.selectors.rows import OrderRow, order_rows
from orders.services.print_labels import PrintJob, print_labels
from orders.services.start_labels import start_labels
from orders.states import OrderStatus
from orders.web.background import LABELS_WHILE_WAITING, go_to_job
from orders.web.forms import LabelForm
from orders.web.found import ids_in, or_404
from orders.web.labels import PAPERS
from shipping.rules.label_layouts import LabelLayout

MOST_SHOWN = 50
MOST_LABELS = 2_000


@partner_required(right=Right.PICKUP_HISTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: SellerRequest) -> HttpResponse:
    """`?ids=1,2,3` or `?pickup=5`, `&belum=1` without those that were printed; a POST answers with the PDF,
    or the job that makes a big one."""
    rows = _wanted(request)
    if request.GET.get("belum") == "1":
        rows = [row for row in rows if not row.label_prints]
    printable = [row for row in rows if row.awb and row.status != OrderStatus.CANCELLED]
    form = LabelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _pdf(request, form, printable)
        except DomainError as refused:
            form.add_domain_error(refused)
    context = {
        "rows": rows[:MOST_SHOWN],
        "more": max(0, len(rows) - MOST_SHOWN),
        "ready": len(printable),
        "not_ready": len(rows) - len(printable),
        "printed": sum(1 for row in printable if row.label_prints),
        "papers": PAPERS,
        "chosen_layout": form["layout"].value(),
        "query": request.GET.urlencode(),
    }
    return form_answer(request, form, "orders/labels.html", context=context)


def _wanted(request: SellerRequest) -> list[OrderRow]:
    partner_id = request.partner_access.partner_id
    pickup_ids = ids_in([request.GET.get("pickup", "")])
    with or_404():
        if pickup_ids:
            on_pickup = orders_on_pickup(partner_id, pickup_ids[0])
            return order_rows(on_pickup.order_by("id"), limit=MOST_LABELS)
        return chosen_rows(partner_id, ids_in(request.GET.getlist("ids"))[:MOST_LABELS])


def _pdf(request: SellerRequest, form: LabelForm, rows: list[OrderRow]) -> HttpResponse:
    """The PDF, or the job that makes it. Raises NothingToPrint, TooManyJobs."""
    wanted = PrintJob(
        partner_id=request.partner_access.partner_id,
        order_ids=tuple(row.id for row in rows),
        layout=LabelLayout(form.cleaned_data["layout"]),
        shows_date=form.cleaned_data["shows_date"],
        masks_phone=form.cleaned_data["masks_phone"],
        user_id=request.partner_access.user_id,
    )
    if len(rows) > LABELS_WHILE_WAITING:
        return go_to_job(request, start_labels(wanted, actor=web_actor(request)))
    pdf = print_labels(wanted)
    name = rows[0].number if len(rows) == 1 else f"{len(rows)}-{clock.wib(clock.now()):%Y%m%d-%H%M}"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="label-{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )

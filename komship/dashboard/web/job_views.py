"""Jobs of the shop: how far they are, what became of each part, and the file they made."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.core.jobs import JobNotFound, JobState, cancel_job, open_job_file, resume_job
from komship.dashboard.selectors.jobs import ITEM_TABS, JobRow, item_table, job_row, job_table
from komship.dashboard.web.job_pages import (
    ITEMS,
    JOBS,
    count_of,
    item_tabs,
    progress_text,
    resume_label,
)
from komship.lib.errors import DomainError
from komship.web.htmx import go_to, wants_partial
from komship.web.lists import ListRows, list_answer

# Anything else is handed out as bytes nobody opens by accident.
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@partner_required
@never_cache
@require_safe
def jobs(request: SellerRequest) -> HttpResponse:
    access = request.partner_access
    return list_answer(
        request, JOBS, JOBS.read(request), ListRows(job_table(access.partner_id, access.rights))
    )


@partner_required
@never_cache
@require_safe
def job_page(request: SellerRequest, job_id: int) -> HttpResponse:
    """The job with its results; those that failed come first."""
    row = _own(request, job_id)
    if row.makes_file:
        return render(request, "dashboard/job.html", _context(row))
    state = ITEMS.read(request, tabs=ITEM_TABS)
    items = ListRows(
        item_table(row, state.tab),
        tabs=item_tabs(row),
        total=count_of(row, state.tab),
        context=_context(row),
    )
    return list_answer(request, ITEMS, state, items)


@partner_required
@never_cache
@require_safe
def job_news(request: SellerRequest, job_id: int) -> HttpResponse:
    """How far it is, for the open page to ask; without htmx, the page itself."""
    row = _own(request, job_id)
    if not wants_partial(request):
        return go_to(request, reverse("jobs:job", args=[job_id]))
    if row.leads_on and (url := _open_url(row)):
        return go_to(request, url, text=progress_text(row))
    return render(request, "dashboard/_job.html", {**_context(row), "is_news": True})


@partner_required
@require_POST
def job_cancel(request: SellerRequest, job_id: int) -> HttpResponse:
    row = _own(request, job_id)
    return _change(request, row, cancel_job, _("Pekerjaan dihentikan."))


@partner_required
@require_POST
def job_resume(request: SellerRequest, job_id: int) -> HttpResponse:
    row = _own(request, job_id)
    return _change(request, row, resume_job, _("Pekerjaan dilanjutkan."))


@partner_required
@never_cache
@require_safe
def job_file(request: SellerRequest, job_id: int) -> HttpResponse:
    """The file itself: only here, and only to those who may see the job."""
    row = _own(request, job_id)
    try:
        file = open_job_file(row.job)
    except JobNotFound as missing:
        raise Http404 from missing
    name = row.job.file_name
    kind = CONTENT_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    # A stream is no HttpResponse by type; to Django it is.
    answer: Any = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    return answer  # type: ignore[no-any-return]


def _own(request: SellerRequest, job_id: int) -> JobRow:
    access = request.partner_access
    try:
        return job_row(access.partner_id, job_id, access.rights)
    except JobNotFound as missing:
        raise Http404 from missing


def _change(request: SellerRequest, row: JobRow, use_case: Any, told: str) -> HttpResponse:
    page = reverse("jobs:job", args=[row.job.pk])
    try:
        use_case(request.partner_access.partner_id, row.job.pk, actor=web_actor(request))
    except DomainError as refused:
        return go_to(request, page, text=refused.message, tone="warning")
    return go_to(request, page, text=told)


def _context(row: JobRow) -> dict[str, Any]:
    job = row.job
    return {
        "row": row,
        "job": job,
        "text": progress_text(row),
        "stopped": job.state in (JobState.FAILED, JobState.CANCELLED),
        "resume_label": resume_label(row),
        "open_url": _open_url(row),
    }


def _open_url(row: JobRow) -> str:
    return row.kind.open_url(row.job) if row.job.is_finished and row.kind.open_url else ""

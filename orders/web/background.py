"""When work on many orders goes on without the page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from komship.core.jobs import Job
from komship.web.htmx import go_to

# About a second of work; people wait for it. More becomes a job.
WHILE_WAITING = 20
# Drawing a label takes a hundredth of a second.
LABELS_WHILE_WAITING = 100


def go_to_job(request: HttpRequest, job: Job) -> HttpResponse:
    return go_to(request, reverse("jobs:job", args=[job.pk]))

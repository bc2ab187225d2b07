"""The Celery application: queues, the outbox's nudge, and beat's timetable from the registered sweeps."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")

app = Celery("komship")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

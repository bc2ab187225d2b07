"""How jobs and their parts look on every page."""

from komship.core.jobs import ItemState, JobState
from komship.web.statuses import StatusLook, register_statuses

register_statuses(
    "job",
    {
        JobState.QUEUED: StatusLook(JobState.QUEUED.label, "neutral", "clock"),
        JobState.RUNNING: StatusLook(JobState.RUNNING.label, "progress", "refresh"),
        JobState.DONE: StatusLook(JobState.DONE.label, "success", "circle-check"),
        JobState.FAILED: StatusLook(JobState.FAILED.label, "danger", "alert-circle"),
        JobState.CANCELLED: StatusLook(JobState.CANCELLED.label, "neutral", "ban"),
    },
)
register_statuses(
    "job-item",
    {
        ItemState.WAITING: StatusLook(ItemState.WAITING.label, "neutral", "clock"),
        ItemState.DONE: StatusLook(ItemState.DONE.label, "success", "circle-check"),
        ItemState.FAILED: StatusLook(ItemState.FAILED.label, "danger", "alert-circle"),
    },
)

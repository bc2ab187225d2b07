from komship.core.models.audit import AuditEntry
from komship.core.models.idempotency import IdempotentCall
from komship.core.models.job import ItemState, Job, JobItem, JobState
from komship.core.models.outbox import EventDelivery, OutboxEvent

__all__ = [
    "AuditEntry",
    "EventDelivery",
    "IdempotentCall",
    "ItemState",
    "Job",
    "JobItem",
    "JobState",
    "OutboxEvent",
]

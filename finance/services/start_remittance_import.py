from django.db import transaction

from finance.models import Remittance
from finance.services._remittance import audit_remittance, lock_remittance
from finance.services._transition import move_remittance
from finance.states import RemittanceStatus
from komship.core.audit import Actor
from komship.core.jobs import NewItem, NewJob, start_job

REMITTANCE = "finance.remittance"


def start_remittance_import(remittance_id: int, *, actor: Actor) -> Remittance:
    """Take the lines of a checked statement in and match them, in the background.

    Locks the courier, then the statement. Audited. Raises NotFound, StaleState when it was begun before.
    """
    with transaction.atomic():
        remittance = lock_remittance(remittance_id)
        move_remittance(remittance, RemittanceStatus.READING)
        job = start_job(
            NewJob(
                kind=REMITTANCE,
                title=str(remittance),
                actor=actor,
                partner_id=None,
                items=[NewItem(reference=str(remittance.pk), label=remittance.file_name)],
                request_key=f"remittance:{remittance.pk}",
            )
        )
        Remittance.objects.filter(pk=remittance.pk).update(job=job)
        remittance.job = job
        audit_remittance("started", remittance, actor=actor)
        return remittance

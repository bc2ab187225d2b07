from komship.core.jobs import Job, JobNotFound, JobState


def ledger_exports(kind: str, *, limit: int = 5) -> list[Job]:
    """The newest files of the ledger that operators asked for, finished or not."""
    return list(Job.objects.for_partner(None).filter(kind=kind).order_by("-id")[:limit])


def ledger_export(kind: str, job_id: int) -> Job:
    """One whose file is there. Raises JobNotFound."""
    job = Job.objects.for_partner(None).filter(kind=kind, pk=job_id, state=JobState.DONE).first()
    if job is None:
        raise JobNotFound
    return job

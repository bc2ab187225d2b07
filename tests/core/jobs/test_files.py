from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile

from komship.core import outbox
from komship.core.drain import drain
from komship.core.jobs import (
    FileWork,
    Job,
    JobNotFound,
    NothingToResume,
    cancel_job,
    file_job,
    open_job_file,
    private_files,
    resume_job,
    upkeep,
)
from komship.core.jobs.events import JobContinues
from komship.core.jobs.making import MOST_TRIES, SILENCE, JobStopped
from komship.core.jobs.running import continue_job
from komship.core.outbox import RetryLater
from komship.lib import clock
from komship.lib.errors import InvalidInput
from tests.core.jobs.conftest import KIND, kept_files, new_job

pytestmark = pytest.mark.django_db


def count_to_three(work: FileWork) -> str:
    for number in range(1, 4):
        work.out.write(b"%d\n" % number)
        work.progress(number, 3)
    return "../hitung.csv"


def later(span: timedelta) -> "time_machine.travel":
    return time_machine.travel(clock.now() + span, tick=False)


def turn(job: Job) -> None:
    continue_job(JobContinues(job.pk, turn=job.turn), event_id=0)


def test_a_file_is_made_and_kept() -> None:
    file_job(KIND)(count_to_three)
    job = new_job()
    with pytest.raises(JobNotFound):
        open_job_file(job)
    drain()
    job.refresh_from_db()
    assert (job.state, job.handled, job.total, job.file_name) == ("done", 3, 3, "hitung.csv")
    with open_job_file(job) as file:
        assert file.read() == b"1\n2\n3\n"
    with pytest.raises(NothingToResume):
        resume_job(1, job.pk)


def test_a_refusal_ends_the_job_with_its_words() -> None:
    def refuse(work: FileWork) -> str:
        raise InvalidInput("Terlalu banyak baris")

    file_job(KIND)(refuse)
    job = new_job()
    drain()
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "Terlalu banyak baris")
    assert kept_files(job) == []


def test_a_cancelled_file_is_not_kept() -> None:
    seen: list[type[BaseException]] = []

    def stopped(work: FileWork) -> str:
        cancel_job(1, work.job.pk)
        try:
            work.progress(1)
        except JobStopped as stop:
            seen.append(type(stop))
        return "late.csv"

    file_job(KIND)(stopped)
    job = new_job()
    drain()
    job.refresh_from_db()
    assert seen == [JobStopped]
    assert job.state == "cancelled"
    assert kept_files(job) == []


def test_a_file_is_made_by_one_worker_at_a_time_and_taken_over_from_a_silent_one() -> None:
    made: list[int] = []

    def slow(work: FileWork) -> str:
        """While the first worker is at it, a second is called: too early, then after the silence."""
        made.append(work.job.attempts)
        if work.job.attempts == 0:
            with pytest.raises(RetryLater):
                turn(work.job)
            with later(SILENCE + timedelta(seconds=1)):
                turn(Job.objects.get(pk=work.job.pk))
        work.out.write(b"%d" % work.job.attempts)
        return "x.csv"

    file_job(KIND)(slow)
    job = new_job()
    turn(job)
    job.refresh_from_db()
    assert made == [0, 1]
    with open_job_file(job) as file:
        assert file.read() == b"1"
    assert len(kept_files(job)) == 1


def test_what_a_dead_worker_left_in_storage_goes() -> None:
    file_job(KIND)(count_to_three)
    job = new_job()
    private_files().save(f"jobs/{job.pk}/left", ContentFile(b"half"))
    Job.objects.filter(pk=job.pk).update(file=f"jobs/{job.pk}/left")
    drain()
    assert len(kept_files(job)) == 1
    assert "left" not in kept_files(job)


def test_a_file_that_cannot_be_made_is_given_up_and_can_be_resumed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    calls: list[int] = []

    def broken(work: FileWork) -> str:
        calls.append(1)
        if len(calls) <= MOST_TRIES:
            raise ZeroDivisionError
        return count_to_three(work)

    file_job(KIND)(broken)
    job = new_job()
    for day in range(MOST_TRIES + 1):
        with later(timedelta(days=day)):
            outbox.deliver_due("bulk")
    job.refresh_from_db()
    assert (job.state, len(calls)) == ("failed", MOST_TRIES)
    resume_job(1, job.pk)
    drain()
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "")


def test_old_jobs_and_their_files_are_forgotten() -> None:
    file_job(KIND)(count_to_three)
    old = new_job()
    drain()
    with later(timedelta(days=14, minutes=1)):
        young = new_job()
        assert upkeep.forget_old_jobs() == 1
    assert kept_files(old) == []
    assert list(Job.objects.all()) == [young]


def test_a_job_whose_worker_never_comes_back_says_so() -> None:
    file_job(KIND)(count_to_three)
    job = new_job()
    assert upkeep.fail_silent_jobs() == 0
    with later(timedelta(hours=7)):
        assert upkeep.fail_silent_jobs() == 1
        job.refresh_from_db()
        assert job.state == "failed"
        resume_job(1, job.pk)
        drain()
    job.refresh_from_db()
    assert job.state == "done"


def test_a_file_that_is_gone_is_not_there() -> None:
    file_job(KIND)(count_to_three)
    job = new_job()
    drain()
    job.refresh_from_db()
    private_files().delete(job.file)
    with pytest.raises(JobNotFound):
        open_job_file(job)

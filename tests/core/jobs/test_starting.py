import pytest

from komship.core.drain import drain
from komship.core.jobs import (
    Job,
    JobItem,
    JobKind,
    JobNotFound,
    NewJob,
    TooManyItems,
    TooManyJobs,
    cancel_job,
    file_job,
    item_job,
    job_kind,
    kinds_open_to,
    resume_job,
    start_job,
    starting,
)
from komship.core.models import EventDelivery
from komship.lib.db import NotInTransaction
from tests.core.jobs.conftest import KIND, SITI, new_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_kind() -> None:
    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        pass


def test_the_same_request_is_the_same_job() -> None:
    first = new_job(2, request_key="click")
    assert new_job(5, request_key="click").pk == first.pk
    drain()
    assert new_job(2, request_key="click").pk == first.pk
    assert new_job(2, request_key="other").pk != first.pk
    assert new_job(2, request_key="click", partner_id=2).pk != first.pk
    assert EventDelivery.objects.filter(state="pending").count() == 2


def test_jobs_of_nobody_have_request_keys_too() -> None:
    first = new_job(1, request_key="night", partner_id=None)
    assert new_job(1, request_key="night", partner_id=None).pk == first.pk


def test_a_job_is_no_bigger_than_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "MOST_ITEMS", 2)
    with pytest.raises(TooManyItems):
        new_job(3)


def test_one_seller_cannot_fill_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "MOST_UNFINISHED", 1)
    new_job(1)
    with pytest.raises(TooManyJobs):
        new_job(1)
    assert new_job(1, partner_id=2).pk
    drain()
    assert new_job(1).pk


@pytest.mark.django_db(transaction=True)
def test_a_job_needs_its_cause() -> None:
    with pytest.raises(NotInTransaction):
        start_job(NewJob(kind=KIND.name, title="Tes", actor=SITI, partner_id=1))


def test_a_job_of_somebody_else_is_not_there() -> None:
    job = new_job(1)
    for change in (cancel_job, resume_job):
        with pytest.raises(JobNotFound):
            change(2, job.pk)


def test_kinds_have_names_of_their_own_and_a_right() -> None:
    with pytest.raises(ValueError, match="two kinds"):
        item_job(KIND)(lambda job, item: None)
    with pytest.raises(LookupError):
        new_job(1, kind="test.unknown")
    file_job(JobKind("test.open", label="Terbuka", right=None))(lambda work: "x")
    assert kinds_open_to({401}) == ["test.count", "test.open"]
    assert kinds_open_to({402}) == ["test.open"]
    assert job_kind("test.count") is KIND
    assert job_kind("test.gone") is None

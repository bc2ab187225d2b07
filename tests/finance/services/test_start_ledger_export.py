import pytest

from finance.selectors.explorer import LedgerFilter
from finance.services import start_ledger_export
from finance.services.start_ledger_export import ledger_filter_of
from komship.core.models import AuditEntry, Job
from komship.lib import clock
from tests.factories.finance import WATI


@pytest.mark.django_db
def test_a_job_of_nobody_that_remembers_its_filter() -> None:
    wanted = LedgerFilter(account="gateway", first=clock.today(), partner_id=7)

    job = start_ledger_export(wanted, actor=WATI)

    stored = Job.objects.get(pk=job.pk)
    assert (stored.partner_id, stored.user_label) == (None, "wati")
    assert ledger_filter_of(stored.params) == wanted
    assert AuditEntry.objects.get(action="finance.ledger_export").after == stored.params

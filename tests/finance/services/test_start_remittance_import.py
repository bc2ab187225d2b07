import pytest

from accounts.models import Partner
from finance.services import start_remittance_import
from komship.core.drain import drain
from komship.core.models import JobState
from komship.lib.errors import NotFound, StaleState
from tests.factories.finance import operator
from tests.factories.remittances import delivered, line, make_format, uploaded

pytestmark = pytest.mark.django_db


def test_the_job_reads_and_matches(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = uploaded(make_format(), line("KOM1"), line("KOM404"))

    started = start_remittance_import(remittance.pk, actor=operator("wati"))
    assert started.status == "reading"
    drain()

    remittance.refresh_from_db()
    assert (remittance.status, remittance.line_count, remittance.amount_rp) == ("ready", 2, 228_000)
    assert remittance.job is not None
    assert (remittance.job.state, remittance.job.partner_id) == (JobState.DONE, None)
    assert remittance.job.items.get().message == "2 baris dicocokkan."


def test_it_is_begun_once() -> None:
    remittance = uploaded(make_format(), line("KOM1"))
    start_remittance_import(remittance.pk, actor=operator("wati"))

    with pytest.raises(StaleState):
        start_remittance_import(remittance.pk, actor=operator("wati"))
    with pytest.raises(NotFound):
        start_remittance_import(0, actor=operator("wati"))

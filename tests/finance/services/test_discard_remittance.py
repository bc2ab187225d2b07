import pytest

from accounts.models import Partner
from finance.models import CodDifference, RemittanceLine
from finance.services import discard_remittance
from komship.core.jobs import private_files
from komship.lib.errors import StaleState
from tests.factories.finance import operator
from tests.factories.remittances import delivered, line, make_format, matched

pytestmark = pytest.mark.django_db


def test_lines_and_open_differences_go_the_file_stays(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = matched(make_format(), line("NOBODY"))
    assert CodDifference.objects.count() == 2

    discard_remittance(remittance.pk, actor=operator("wati"))

    assert not CodDifference.objects.exists()
    assert not RemittanceLine.objects.exists()
    assert private_files().exists(remittance.file)
    with pytest.raises(StaleState):
        discard_remittance(remittance.pk, actor=operator("wati"))

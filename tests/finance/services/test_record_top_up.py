import pytest
from django.db import transaction

from accounts.models import Partner
from finance import chart
from finance.services import record_top_up
from komship.lib.errors import InvalidInput
from tests.factories.finance import balance, purse


def test_credits_once_per_reference(siti_partner: Partner) -> None:
    for _call in range(3):
        with transaction.atomic():
            record_top_up(siti_partner.pk, amount_rp=50_000, reference="INV-1")

    assert purse(siti_partner) == (50_000, 0, 0)
    assert balance(chart.GATEWAY) == -50_000


@pytest.mark.parametrize("amount_rp", [0, -5])
def test_nothing_is_no_top_up(siti_partner: Partner, amount_rp: int) -> None:
    with pytest.raises(InvalidInput):
        record_top_up(siti_partner.pk, amount_rp=amount_rp, reference="INV-1")

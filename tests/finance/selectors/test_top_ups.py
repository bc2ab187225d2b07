import pytest

from accounts.models import Partner
from finance.errors import TopUpNotFound
from finance.models import TopUp
from finance.selectors.top_ups import top_up_detail, top_ups_of
from komship.lib import clock


def make(partner: Partner, number: str) -> TopUp:
    now = clock.now()
    return TopUp.objects.create(
        number=number,
        partner=partner,
        user=partner.owner,
        amount_rp=50_000,
        requested_at=now,
        updated_at=now,
    )


def test_only_hers_newest_first(siti_partner: Partner, rina_partner: Partner) -> None:
    rows = [make(siti_partner, f"TU{number}") for number in range(3)]
    make(rina_partner, "TU9")

    assert list(top_ups_of(siti_partner.pk)) == rows[::-1]
    assert top_up_detail(siti_partner.pk, rows[0].pk) == rows[0]
    with pytest.raises(TopUpNotFound):
        top_up_detail(rina_partner.pk, rows[0].pk)

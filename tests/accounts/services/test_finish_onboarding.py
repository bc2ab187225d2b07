from datetime import timedelta

import time_machine

from accounts.models import Partner
from accounts.services.finish_onboarding import finish_onboarding
from komship.lib import clock


def test_the_first_time_counts(siti_partner: Partner, rina_partner: Partner) -> None:
    Partner.objects.update(onboarded_at=None)
    finish_onboarding(siti_partner.pk)
    siti_partner.refresh_from_db()
    first = siti_partner.onboarded_at
    assert first is not None
    with time_machine.travel(clock.now() + timedelta(days=1)):
        finish_onboarding(siti_partner.pk)
    siti_partner.refresh_from_db()
    rina_partner.refresh_from_db()
    assert siti_partner.onboarded_at == first
    assert rina_partner.onboarded_at is None

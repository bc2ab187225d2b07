from datetime import timedelta

import pytest
import time_machine

from accounts.errors import ApiKeyNotFound
from accounts.models import Partner, User
from accounts.selectors.api_keys import api_keys, live_key
from accounts.services import revoke_api_key
from komship.core.audit import SYSTEM
from komship.core.models import AuditEntry
from komship.lib import clock
from tests.factories.api_keys import make_key


def test_it_is_dead_at_once(siti_partner: Partner) -> None:
    made = make_key(siti_partner)

    revoke_api_key(made.key.pk, partner_id=siti_partner.pk, actor=SYSTEM)

    assert live_key(made.token) is None
    assert list(api_keys(siti_partner.pk)) == []
    assert AuditEntry.objects.filter(action="api_key.revoked").count() == 1
    with pytest.raises(ApiKeyNotFound):
        revoke_api_key(made.key.pk, partner_id=siti_partner.pk, actor=SYSTEM)


def test_of_others_it_is_not_known(siti_partner: Partner, rina_partner: Partner) -> None:
    made = make_key(siti_partner)

    with pytest.raises(ApiKeyNotFound):
        revoke_api_key(made.key.pk, partner_id=rina_partner.pk, actor=SYSTEM)
    assert live_key(made.token) is not None


def test_keys_end_by_themselves_and_with_their_owner(siti: User, siti_partner: Partner) -> None:
    short, lasting = make_key(siti_partner, life_days=1), make_key(siti_partner)

    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert live_key(short.token) is None
        assert live_key(lasting.token) == lasting.key
    User.objects.filter(pk=siti.pk).update(is_active=False)
    assert live_key(lasting.token) is None

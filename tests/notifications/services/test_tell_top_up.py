from django.db import transaction

from accounts.models import Partner
from finance.events import TopUpPaid
from komship.core.drain import drain
from komship.core.outbox import emit
from notifications.models import Notification
from notifications.services import tell_top_up


def test_rings_once(siti_partner: Partner) -> None:
    assert [tell_top_up(7, amount_rp=50_000, partner_id=siti_partner.pk) for _call in range(2)] == [
        True,
        False,
    ]
    line = Notification.objects.for_partner(siti_partner.pk).get()
    assert (line.kind, line.reference, line.text) == ("top_up", 7, "Rp 50.000 sudah masuk ke saldomu.")


def test_hears_of_it_through_the_outbox(siti_partner: Partner) -> None:
    with transaction.atomic():
        emit(TopUpPaid(7, siti_partner.pk, "TU1", 50_000))
    drain()
    assert Notification.objects.for_partner(siti_partner.pk).count() == 1

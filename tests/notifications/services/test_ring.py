import pytest
from django.db import transaction

from accounts.events import SellerNews
from accounts.models import Partner
from komship.core.drain import drain
from komship.core.outbox import emit
from notifications.models import Notification
from notifications.services import Ring, ring

NEWS = Ring("ticket", 7, "Paket KOM1 butuh tindakanmu", "Pengiriman ulang", "ticket:7:opened")


def test_rings_once_for_a_cause(siti_partner: Partner) -> None:
    assert ring(NEWS, partner_id=siti_partner.pk)
    assert not ring(NEWS, partner_id=siti_partner.pk)
    line = Notification.objects.for_partner(siti_partner.pk).get()
    assert (line.kind, line.reference, line.title) == ("ticket", 7, NEWS.title)


def test_long_texts_are_cut(siti_partner: Partner) -> None:
    ring(Ring("order", 1, "😀" * 200, "x" * 900, "order:1"), partner_id=siti_partner.pk)
    line = Notification.objects.get()
    assert (len(line.title), len(line.text)) == (120, 500)


@pytest.mark.parametrize("times", [1, 3])
def test_news_of_any_app_ring(siti_partner: Partner, times: int) -> None:
    news = SellerNews(siti_partner.pk, "ticket", 7, "Judul", "Teks", "ticket:7:opened")
    for _ in range(times):
        with transaction.atomic():
            emit(news)
    drain()
    assert Notification.objects.for_partner(siti_partner.pk).count() == 1

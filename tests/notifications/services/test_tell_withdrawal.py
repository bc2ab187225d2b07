import pytest
from django.db import transaction

from accounts.models import Partner, User
from finance.events import WithdrawalMoved
from komship.core.drain import drain
from komship.core.outbox import emit
from notifications.models import Notification
from notifications.services import WithdrawalNews, tell_withdrawal


def news(status: str, note: str = "") -> WithdrawalNews:
    return WithdrawalNews(withdrawal_id=9, number="WD1", amount_rp=1_250_000, status=status, note=note)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("on_review", "sedang diperiksa tim Komship. Nama beda"),
        ("approved", "Rp 1.250.000 segera ditransfer"),
        ("completed", "Rp 1.250.000 sudah ditransfer"),
        ("rejected", "Rp 1.250.000 dikembalikan ke saldomu. Nama beda"),
        ("cancelled", "Rp 1.250.000 dikembalikan ke saldomu. Nama beda"),
    ],
)
def test_every_step_of_others_rings_once(siti_partner: Partner, status: str, words: str) -> None:
    assert tell_withdrawal(news(status, "Nama beda"), partner_id=siti_partner.pk)
    assert not tell_withdrawal(news(status, "Nama beda"), partner_id=siti_partner.pk)
    line = Notification.objects.for_partner(siti_partner.pk).get()
    assert (line.kind, line.reference) == ("withdrawal", 9)
    assert words in line.text


def test_a_newer_note_rings_again(siti_partner: Partner) -> None:
    assert tell_withdrawal(news("on_review", "Cek nama"), partner_id=siti_partner.pk)
    assert tell_withdrawal(news("on_review", "Kirim KTP"), partner_id=siti_partner.pk)


def test_her_own_request_does_not(siti_partner: Partner) -> None:
    assert not tell_withdrawal(news("requested"), partner_id=siti_partner.pk)
    assert not Notification.objects.exists()


def test_hears_of_it_through_the_outbox(siti: User, siti_partner: Partner) -> None:
    with transaction.atomic():
        emit(WithdrawalMoved(9, siti_partner.pk, siti.pk, "WD1", 50_000, "approved", "completed", ""))
    drain()
    assert "Rp 50.000" in Notification.objects.for_partner(siti_partner.pk).get().text

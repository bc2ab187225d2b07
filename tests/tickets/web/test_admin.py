from django.test import Client
from django.urls import reverse

from accounts.models import Partner
from tests.factories.tickets import make_ticket


def test_tickets_are_looked_at_only(wati_web: Client, siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner)
    listed = wati_web.get(reverse("admin:tickets_ticket_changelist"))
    assert ticket.number in listed.content.decode()
    detail = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    assert "Tolong kirim ulang" in wati_web.get(detail).content.decode()
    assert wati_web.post(detail, {"subject": "x"}).status_code == 403

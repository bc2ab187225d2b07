from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Partner, User
from accounts.selectors.access import resolve_access
from notifications.services import NewAnnouncement, Ring, publish_announcement, ring, write_letter
from notifications.shell import unread


def test_the_frame_counts_at_the_bell(siti: User, siti_partner: Partner) -> None:
    ring(Ring("order", 1, "x", "x", "o:1"), partner_id=siti_partner.pk)
    request = RequestFactory().get("/")
    assert unread(request) == 0
    request.partner_access = resolve_access(siti.pk)  # type: ignore[attr-defined]
    assert unread(request) == 1


def test_ops_look_at_all_three(wati_web: Client, siti_partner: Partner) -> None:
    ring(Ring("order", 1, "Satu", "x", "o:1"), partner_id=siti_partner.pk)
    write_letter("Satu", "x", partner_id=siti_partner.pk)
    publish_announcement(NewAnnouncement("Satu", "x"))
    for name in ("notification", "inboxmessage", "announcement"):
        page = wati_web.get(reverse(f"admin:notifications_{name}_changelist"))
        assert page.status_code == 200
        assert "Satu" in page.content.decode()

from datetime import timedelta

from accounts.models import Partner
from komship.lib import clock
from notifications.models import Announcement, Notification
from notifications.selectors.lists import BELL_SHOWS, announcements, bell, inbox, unread_count
from notifications.services import Ring, ring, write_letter


def test_the_bell_shows_the_latest_of_this_partner(siti_partner: Partner, rina_partner: Partner) -> None:
    for number in range(BELL_SHOWS + 2):
        ring(Ring("order", number, f"Order {number}", "x", f"order:{number}"), partner_id=siti_partner.pk)
    ring(Ring("order", 99, "Rina", "x", "order:rina"), partner_id=rina_partner.pk)
    rows = list(bell(siti_partner.pk))
    assert len(rows) == BELL_SHOWS
    assert rows[0].title == f"Order {BELL_SHOWS + 1}"
    assert unread_count(siti_partner.pk) == BELL_SHOWS + 2
    Notification.objects.for_partner(siti_partner.pk).update(read_at=clock.now())
    assert unread_count(siti_partner.pk) == 0


def test_letters_newest_first(siti_partner: Partner) -> None:
    first = write_letter("Satu", "x", partner_id=siti_partner.pk)
    second = write_letter("Dua", "x", partner_id=siti_partner.pk)
    assert list(inbox(siti_partner.pk)) == [second, first]


def test_drafts_and_coming_announcements_are_not_shown(db: None) -> None:
    for published_at in (None, clock.now() + timedelta(hours=1)):
        Announcement.objects.create(title="x", text="x", published_at=published_at)
    assert not announcements().exists()

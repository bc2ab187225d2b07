from datetime import timedelta

import pytest
import time_machine

from komship.core.models import AuditEntry
from komship.lib import clock
from notifications.selectors.lists import announcements
from notifications.services import NewAnnouncement, publish_announcement


@pytest.mark.django_db
def test_shown_until_it_ends() -> None:
    ends_at = clock.now() + timedelta(hours=1)
    row = publish_announcement(
        NewAnnouncement("Libur", "Kurir libur besok", link="https://komship.id/libur", ends_at=ends_at)
    )
    assert row.link == "komship.id/libur"
    assert list(announcements()) == [row]
    assert AuditEntry.objects.filter(action="announcement.published").count() == 1
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert not announcements().exists()

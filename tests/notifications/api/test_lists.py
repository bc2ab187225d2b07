from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Partner, User
from komship.lib import clock
from notifications.models import InboxMessage, Notification
from notifications.services import NewAnnouncement, Ring, publish_announcement, ring, write_letter

PATHS = ["v1/notification/list", "v1/partner-inbox/list", "v1/partner/notification-bar"]


def data_of(client: APIClient, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    return answer.json()["data"]


def test_the_bell(siti_api: APIClient, siti_partner: Partner) -> None:
    ring(
        Ring("withdrawal", 9, "Berhasil", "<script>alert(1)</script> & co", "w:9"), partner_id=siti_partner.pk
    )
    data = data_of(siti_api, PATHS[0])
    assert data["total_notification"] == 1
    (row,) = data["data"]
    assert (row["notification_type"], row["reference_id"], row["is_read"]) == ("withdrawal", 9, 0)
    assert row["description"] == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"
    assert row["image_path"].startswith("http://testserver/static/img/logo")
    Notification.objects.update(read_at=clock.now())
    data = data_of(siti_api, PATHS[0])
    assert (data["total_notification"], data["data"][0]["is_read"]) == (0, 1)


def test_letters_are_a_plain_list_of_plain_text(
    siti: User, siti_api: APIClient, siti_partner: Partner, wati: User
) -> None:
    body = "Ada <b>38</b> data<br>belum lengkap &amp; <span id='is-red'>mendesak</span>"
    write_letter("Potensi Retur Tinggi", body, partner_id=siti_partner.pk, sender_id=wati.pk)
    (row,) = data_of(siti_api, PATHS[1])
    assert row["message"] == row["message_text"] == "Ada 38 data belum lengkap & mendesak"
    expected = {"user_from": wati.pk, "user_to": siti.pk, "service": "komship", "is_read": 0}
    assert row | expected == row
    InboxMessage.objects.update(read_at=clock.now(), sender=None)
    (row,) = data_of(siti_api, PATHS[1])
    assert (row["is_read"], row["user_from"]) == (1, None)


def test_announcements_are_for_everybody(siti_api: APIClient, rina_api: APIClient) -> None:
    publish_announcement(NewAnnouncement("Info", "Kurir libur", link="https://komship.id/x", tone="warning"))
    rows = data_of(siti_api, PATHS[2])
    assert rows == data_of(rina_api, PATHS[2])
    expected = {"title": "Info", "description": "Kurir libur", "url_link": "komship.id/x", "color": "#FFDF82"}
    assert rows[0] | expected == rows[0]


def test_strangers_see_none_of_it(rina_api: APIClient, siti_partner: Partner) -> None:
    ring(Ring("order", 1, "Rahasia", "x", "o:1"), partner_id=siti_partner.pk)
    write_letter("Rahasia", "x", partner_id=siti_partner.pk)
    assert data_of(rina_api, PATHS[0]) == {"total_notification": 0, "data": []}
    assert data_of(rina_api, PATHS[1]) == []
    assert data_of(rina_api, PATHS[2]) == []


@pytest.mark.parametrize("path", PATHS)
def test_before_sign_in_it_is_401(db: None, path: str) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer undefined")
    assert client.get(f"/api/{path}").status_code == 401


@pytest.mark.parametrize(("path", "queries"), [(PATHS[0], 4), (PATHS[1], 3), (PATHS[2], 3)])
def test_query_counts(
    siti_api: APIClient, siti_partner: Partner, path: str, queries: int, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        ring(Ring("order", number, "x", "x", f"o:{number}"), partner_id=siti_partner.pk)
        write_letter("x", "x", partner_id=siti_partner.pk)
        publish_announcement(NewAnnouncement("x", "x"))
    with django_assert_num_queries(queries):
        data_of(siti_api, path)

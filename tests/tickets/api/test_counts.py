from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Partner
from tests.factories.tickets import answer_of_courier, make_ticket
from tickets.services import close_ticket, ensure_ticket_types
from tickets.states import Author, Outcome

COUNT = "v1/ticket-partner/count"
UNREAD = "v1/ticket-partner/total-unread"


def data_of(client: APIClient, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    return answer.json()["data"]


@pytest.fixture
def tickets(siti_partner: Partner) -> None:
    make_ticket(siti_partner, "KOM1")
    answer_of_courier(make_ticket(siti_partner, "KOM2", author=Author.SYSTEM))
    done = make_ticket(siti_partner, "KOM3")
    close_ticket(done.pk, partner_id=siti_partner.pk, outcome=Outcome.DELIVERED)


def test_counts_in_the_contracts_words(siti_api: APIClient, tickets: None) -> None:
    assert data_of(siti_api, COUNT) == {
        "belum_diproses": 1,
        "perlu_tindak_lanjut": 1,
        "sedang_diproses": 0,
        "selesai": {"ticket_finished": 1, "order_success": 1},
    }
    assert data_of(siti_api, f"{COUNT}/need-followup") == {"need_followup": 1}


def test_strangers_count_nothing(rina_api: APIClient, tickets: None) -> None:
    assert data_of(rina_api, f"{COUNT}/need-followup") == {"need_followup": 0}
    assert data_of(rina_api, COUNT)["selesai"] == {"ticket_finished": 0, "order_success": 0}
    assert data_of(rina_api, UNREAD) == {"total": 0}


def test_unread_with_the_lists_filters(siti_api: APIClient, tickets: None) -> None:
    # The problem's own first message is news to the seller, too.
    assert data_of(siti_api, UNREAD) == {"total": 1}
    empty = "?search=&search_type=&start_date=&end_date=&ticket_status=&shipping=&order_status="
    assert data_of(siti_api, UNREAD + empty) == {"total": 1}
    assert data_of(siti_api, UNREAD + "?ticket_status=1,2") == {"total": 0}
    assert data_of(siti_api, UNREAD + "?ticket_status=0&search_type=no_resi&search=JTKOM2") == {"total": 1}
    assert data_of(siti_api, UNREAD + "?search_type=ticket_no&search=zzz") == {"total": 0}


@pytest.mark.parametrize(
    "query",
    ["ticket_status=x", "ticket_type=1;2", "start_date=2026-13-01", "end_date=x", "search=" + "x" * 61],
)
def test_bad_filters_are_refused(siti_api: APIClient, query: str) -> None:
    answer = siti_api.get(f"/api/{UNREAD}?{query}")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_types(siti_api: APIClient) -> None:
    ensure_ticket_types()
    rows = data_of(siti_api, "v1/ticket-partner/ticket-type/list")
    assert len(rows) == 5
    assert set(rows[0]) == {"id", "name"}
    assert rows[0]["name"] == "Permintaan Pengiriman Ulang"


@pytest.mark.parametrize(
    "path", [COUNT, f"{COUNT}/need-followup", UNREAD, "v1/ticket-partner/ticket-type/list"]
)
def test_without_a_token(nobody_api: APIClient, db: None, path: str) -> None:
    assert nobody_api.get(f"/api/{path}").status_code == 401


def test_query_counts(siti_api: APIClient, tickets: None, django_assert_num_queries: Any) -> None:
    for path in (COUNT, f"{COUNT}/need-followup", UNREAD):
        with django_assert_num_queries(3):
            data_of(siti_api, path)

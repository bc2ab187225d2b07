import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import Partner
from shipping.models import Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_now
from tests.factories.sandbox import AYU_IN_BANDUNG
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    """Delivered to Ayu."""
    cache.clear()
    row = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(row.reference), MoveOrder(to=Move.DELIVERED))
    list(poll_now([row.pk]))
    return row


def test_a_stranger_sees_where_it_is_and_nobody(shipment: Shipment, client: Client) -> None:
    answer = client.get(f"/lacak/{shipment.awb}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Diterima" in text
    assert "A*** L***" in text
    for secret in (
        AYU_IN_BANDUNG.name,
        "Ayu",
        AYU_IN_BANDUNG.phone[-6:],
        AYU_IN_BANDUNG.address_line,
        "Siti",
    ):
        assert secret not in text
    assert "<script" not in text


def test_engines_stay_away_and_browsers_ask_again(shipment: Shipment, client: Client) -> None:
    answer = client.get(f"/lacak/{shipment.awb}/")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in answer.headers["Cache-Control"]
    assert "max-age=60" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_unknown_numbers_get_kind_words(client: Client) -> None:
    answer = client.get("/lacak/999999999999/")
    assert answer.status_code == 404
    assert "belum menemukan resi ini" in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
def test_the_form_leads_to_an_address_to_pass_on(client: Client) -> None:
    assert client.get("/lacak/").status_code == 200
    assert client.get("/lacak/", {"resi": "0102 0304-0506"}).headers["Location"] == "/lacak/010203040506/"
    assert client.get("/lacak/0102-0304/").headers["Location"] == "/lacak/01020304/"
    assert "6 sampai 20" in client.get("/lacak/", {"resi": "?"}).content.decode()


@pytest.mark.django_db
def test_trying_numbers_is_stopped(client: Client, settings: Settings) -> None:
    settings.API_LIMITS = {"tracking": (2, 3_600)}
    answers = [client.get(f"/lacak/90000000{n}/", REMOTE_ADDR="203.0.113.9") for n in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[-1].headers["Retry-After"]
    assert "Terlalu sering" in answers[-1].content.decode()
    assert client.get("/lacak/", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.get("/lacak/900000001/", REMOTE_ADDR="203.0.113.10").status_code == 404

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, Warehouse
from accounts.services import create_user
from accounts.states import Role
from komship.core.drain import drain
from komship.core.models import AuditEntry, OutboxEvent
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.events import BookingRetryAsked
from shipping.models import (
    CarrierPush,
    Courier,
    CourierDesk,
    CourierService,
    Pickup,
    Shipment,
)
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import keep_push
from shipping.services._breaker import pause_carrier
from tests.factories.accounts import new_user
from tests.factories.sandbox import answer_next, break_next
from tests.factories.shipping import booked_parcel, open_parcel, service_of, taken_parcel

pytestmark = pytest.mark.usefixtures("couriers")

LIST = "/admin/shipping/shipment/"
REFUSAL = '{"detail":[{"status":"Error","reason":"Origin Code CGK10000 Not Exists","cnote_no":null}]}'


def act(client: Client, action: str, *rows: Shipment) -> str:
    answer = client.post(LIST, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    "model",
    [
        "carriercall",
        "carrierplacecode",
        "carrierpush",
        "courier",
        "courierdesk",
        "courierservice",
        "destination",
        "feeproposal",
        "feewindow",
        "nocodarea",
        "nocodimport",
        "pickup",
        "shipment",
        "unknowncode",
    ],
)
def test_every_list_opens(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer, model: str
) -> None:
    booked_parcel(siti_partner)
    keep_push("shipper", b"<html>", headers={})

    assert wati_web.get(f"/admin/shipping/{model}/").status_code == 200


def test_sellers_have_no_business_here(siti_web: Client) -> None:
    assert siti_web.get(LIST).status_code in (302, 403)


def test_page_shows_what_the_courier_said_without_the_login(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    shipment = booked_parcel(siti_partner)

    page = wati_web.get(reverse("admin:shipping_shipment_change", args=[shipment.pk])).content.decode()

    assert "OLSHOP_ORDERID" in page
    assert "sukses" in page
    assert "25c898a9faea1a100859ecd9ef674548" not in page
    assert 'name="awb"' not in page, "nothing can be typed over"


def test_page_says_which_lines_are_interrupted(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    address = reverse("admin:shipping_shipment_change", args=[booked_parcel(siti_partner).pk])
    assert "jne booking" not in wati_web.get(address).content.decode()

    pause_carrier("jne", seconds=300, reason="login refused")

    assert re.search(r"jne booking, \d+ s: login refused", wati_web.get(address).content.decode())


def test_pushes_can_be_read_whatever_they_are(wati_web: Client) -> None:
    keep_push("shipper", b"<html>not a push", headers={})
    push = CarrierPush.objects.get()

    page = wati_web.get(reverse("admin:shipping_carrierpush_change", args=[push.pk])).content.decode()

    assert "&lt;html&gt;not a push" in page
    assert wati_web.post(reverse("admin:shipping_carrierpush_delete", args=[push.pk])).status_code == 403


@pytest.mark.parametrize(
    ("books", "tracks", "is_saved"), [("jne", "kiriminaja", 1), ("kiriminaja", "jne", 0)]
)
def test_only_adapters_that_book_can_be_chosen_for_bookings(
    wati_web: Client, couriers: dict[str, Courier], books: str, tracks: str, is_saved: int
) -> None:
    service = service_of("REG19")
    names = ("code", "family", "label", "group", "round_up_from_g", "divisor", "min_weight_g", "position")
    values = {name: getattr(service, name) for name in names} | {"courier": service.courier_id}
    chosen = {"books_with": books, "tracks_with": tracks, "is_active": "on", "takes_cod": "on"}

    wati_web.post(reverse("admin:shipping_courierservice_change", args=[service.pk]), values | chosen)

    assert CourierService.objects.filter(code="REG19", tracks_with="kiriminaja").count() == is_saved


def test_lists_that_need_attention(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    quiet = booked_parcel(siti_partner, "KOM2611210001")
    Shipment.objects.filter(pk=quiet.pk).update(booked_at=clock.now() - timedelta(days=4))
    booked_parcel(siti_partner, "KOM2611210002")
    open_parcel(siti_partner, "KOM2611210003")
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    drain()
    Shipment.objects.filter(reference="KOM2611210002").update(needs_look=True)

    def shown(attention: str) -> set[str]:
        rows = wati_web.get(LIST, {"attention": attention}).context["cl"].result_list
        return {row.reference for row in rows}

    assert shown("quiet") == {"KOM2611210001"}
    assert shown("look") == {"KOM2611210002"}
    assert shown("unknown") == {"KOM2611210003"}


def test_actions_unstick_bookings(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    unclear = open_parcel(siti_partner, "KOM2611210001")
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    drain()
    refused = open_parcel(siti_partner, "KOM2611210002")
    answer_next(jne_answers, REFUSAL)
    drain()

    act(wati_web, "resolve", unclear)
    act(wati_web, "retry", refused)
    drain()

    unclear.refresh_from_db()
    assert unclear.booking_state == BookingState.BOOKED
    asked = OutboxEvent.objects.get(topic=BookingRetryAsked.topic)
    assert asked.payload["reference"] == refused.reference
    audited = AuditEntry.objects.filter(channel="admin").values_list("action", "user_label")
    assert set(audited) == {("booking.resolve_asked", "wati"), ("booking.retried", "wati")}


def test_refusals_are_said_row_by_row(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    shipment = booked_parcel(siti_partner)

    page = act(wati_web, "retry", shipment)

    assert "KOM2611210001:" in page
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED


def test_polling_on_demand(wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.PICKED_UP))

    act(wati_web, "poll", shipment)
    drain()

    shipment.refresh_from_db()
    assert shipment.status == "picked_up"


def test_closing_a_courier_is_audited(wati_web: Client, jne: Courier) -> None:
    values = {
        "code": "jne",
        "name": "JNE",
        "image_path": jne.image_path,
        "position": 1,
        "is_listed": "on",
        "closed_reason": "Libur Lebaran.",
    }

    wati_web.post(reverse("admin:shipping_courier_change", args=[jne.pk]), values)

    jne.refresh_from_db()
    assert (jne.is_open, jne.closed_reason) == (False, "Libur Lebaran.")
    entry = AuditEntry.objects.get(action="courier.changed")
    assert (entry.before or {})["is_open"] == "True"
    assert (entry.after or {})["is_open"] == "False"


def test_late_pickups_stand_out_and_can_be_asked_about(
    wati_web: Client, siti_partner: Partner, siti_warehouse: Warehouse, jne_answers: SandboxServer
) -> None:
    late = Pickup.objects.create(
        partner=siti_partner,
        warehouse=siti_warehouse,
        token="t",
        pickup_on=clock.today() - timedelta(days=2),
        pickup_time=time(10),
        warehouse_name="Gudang Melati",
    )
    shipment = booked_parcel(siti_partner)
    Shipment.objects.filter(pk=shipment.pk).update(pickup=late, next_poll_at=None)

    page = wati_web.get("/admin/shipping/pickup/", {"late": "yes"}).content.decode()
    assert "Gudang Melati" in page
    assert "hari" in page
    wati_web.post("/admin/shipping/pickup/", {"action": "poll", "_selected_action": [late.pk]})
    shipment.refresh_from_db()
    assert shipment.next_poll_at is not None

    Shipment.objects.filter(pk=shipment.pk).update(picked_up_at=clock.now(), status="picked_up")
    assert "Gudang Melati" not in wati_web.get("/admin/shipping/pickup/", {"late": "yes"}).content.decode()


def test_a_desk_can_be_filled_and_cleared(wati_web: Client, jne: Courier) -> None:
    mira = create_user(new_user("mira"), role=Role.MITRA)
    wati_web.post(reverse("admin:shipping_courierdesk_add"), {"user": mira.pk, "courier": jne.pk})
    desk = CourierDesk.objects.get(user=mira)

    wati_web.post(reverse("admin:shipping_courierdesk_delete", args=[desk.pk]), {"post": "yes"})

    assert not CourierDesk.objects.exists()
    assert AuditEntry.objects.filter(action__startswith="courierdesk.").count() == 2


def test_what_waits_for_a_courier_has_lists(
    wati_web: Client, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    waiting = taken_parcel(siti_partner, "KOM1")
    unpaid = taken_parcel(siti_partner, "KOM2")
    Shipment.objects.filter(pk=unpaid.pk).update(
        booking_state=BookingState.BOOKED,
        awb="0012345678",
        booked_at=clock.now(),
        status="delivered",
        delivered_at=clock.now(),
        awaits_payout=True,
    )

    for kind, shown, hidden in (("awb", waiting, unpaid), ("payout", unpaid, waiting)):
        text = wati_web.get(LIST, {"attention": kind}).content.decode()
        assert shown.reference in text
        assert hidden.reference not in text

"""Rina opens every page of the dashboard with Siti's ids in the address and in the form."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from accounts.models import AccessToken, Invitation, SenderIdentity
from accounts.selectors.invitations import invitation_token
from accounts.services.invite_member import Invited, invite_member
from accounts.services.save_sales_admin import save_sales_admin
from finance import chart
from finance.models import BankAccount, Posting, TopUp, TransferProof, Withdrawal
from finance.selectors.transfer_proofs import proof_token
from finance.services import attach_proofs
from komship.core.audit import SYSTEM, Actor
from komship.core.jobs import Job
from komship.core.outbox import deliver_due
from komship.lib import clock
from notifications.models import WebhookDelivery, WebhookEndpoint
from notifications.services import send_test_event
from orders.models import Order, OrderDraft, OrderImport, ReturnCheck
from orders.selectors.filters import OrderFilters
from orders.services._draft_rows import DraftContent
from orders.services.export_orders import OrderExport
from orders.services.save_draft import save_draft
from orders.services.start_export import start_export
from products.models import ProductImage, ProductImport
from products.services import check_import
from shipping.models import Pickup
from tests.contract.sending import new_client
from tests.contract.snapshots import changed, fingerprints, others_than
from tests.contract.undone import Complaints
from tests.contract.world import SITI_WORDS, World
from tests.factories.api_keys import make_key
from tests.factories.finance import proof_file
from tests.factories.order_sheets import ayu_buys, checked_file

# Public tracking is anybody's: what it shows is judged in tests/shipping/web/test_public_tracking.py.
OUTSIDE = re.compile(r"/(api|admin|healthz|readyz|bahasa|masuk|keluar|lacak|static|media|_gaya|__)\b")
# An empty post is enough here, and what it changes is hers alone.
HER_OWN = {"/tantangan/mulai/"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# What stands for each parameter of a page; a new name must be filed here.
THEIRS: dict[str, Callable[[World], object]] = {
    "number": lambda world: siti_order(world).number,
    "order_id": lambda world: siti_order(world).pk,
    "draft_id": lambda world: siti_draft(world).pk,
    "check_id": lambda world: siti_return_check(world).pk,
    "customer_id": lambda world: siti_order(world).customer_id,
    "pickup_id": lambda world: Pickup.objects.get(partner=world.siti.partner).pk,
    "product_id": lambda world: world.scarf.pk,
    "image_id": lambda world: siti_image(world).pk,
    "import_id": lambda world: siti_import(world).pk,
    "order_import_id": lambda world: siti_order_import(world).pk,
    "user_id": lambda world: world.budi.user.pk,
    "warehouse_id": lambda world: world.bandung.pk,
    "identity_id": lambda world: siti_sender(world).pk,
    "sales_admin_id": lambda world: save_sales_admin("Melati Sales", partner_id=world.siti.partner_id).pk,
    "invitation_id": lambda world: siti_invitation(world).pk,
    "kind": lambda world: "app",
    "key": lambda world: AccessToken.objects.filter(user=world.siti.user).latest("created").pk,
    # A link that somebody made up.
    "token": lambda world: f"{invitation_token(siti_invitation(world))}x",
    # No ids of hers: a switch nobody has, a courier nobody knows.
    "feature": lambda world: "melati",
    "courier_id": lambda world: 999_999_999,
    "entry_id": lambda world: siti_posting(world).entry_id,
    "bank_account_id": lambda world: BankAccount.objects.get(partner=world.siti.partner).pk,
    "job_id": lambda world: siti_job(world).pk,
    "key_id": lambda world: make_key(world.siti.partner).key.pk,
    "webhook_id": lambda world: siti_webhook(world).pk,
    "delivery_id": lambda world: siti_delivery(world).pk,
    "proof_id": lambda world: siti_proof(world).pk,
    # An address that somebody made up.
    "proof_token": lambda world: f"{proof_token(siti_proof(world).pk)}x",
    "top_up_id": lambda world: siti_top_up(world).pk,
    # No id of anybody's; that a month shows its owner's money only: tests/finance/web/test_statements.py.
    "month": lambda world: "1999-12",
    "withdrawal_id": lambda world: Withdrawal.objects.get(partner=world.siti.partner).pk,
}


def siti_order(world: World) -> Order:
    return Order.objects.for_partner(world.siti.partner_id).earliest("pk")


def siti_top_up(world: World) -> TopUp:
    now = clock.now()
    return TopUp.objects.create(
        number="TUSITI",
        partner=world.siti.partner,
        user=world.siti.user,
        amount_rp=50_000,
        requested_at=now,
        updated_at=now,
    )


def siti_draft(world: World) -> OrderDraft:
    content = DraftContent(customer_name="Ayu Lestari", address_line="Jl. Melati 5")
    return save_draft(world.siti.partner_id, content, user_id=world.siti.user.pk)


def siti_return_check(world: World) -> ReturnCheck:
    """Of today, so that only its owner may undo it."""
    order = siti_order(world)
    return ReturnCheck.objects.create(
        order=order, partner_id=order.partner_id, checked_at=clock.now(), checked_by_label="siti"
    )


def siti_image(world: World) -> ProductImage:
    image, _made = ProductImage.objects.get_or_create(
        product=world.scarf, position=0, defaults={"file": "products/melati.jpg"}
    )
    return image


def siti_import(world: World) -> ProductImport:
    """Ready to start: nobody else may press the button."""
    lines = b"Nama produk,Berat (gram),Harga\nMukena Melati,100,5000"
    return check_import(
        world.siti.partner_id, user_id=world.siti.user.pk, file_name="melati.csv", content=lines
    )


def siti_job(world: World) -> Job:
    """Done with its file, so that there is something to see, and to stop or do again."""
    seller = world.siti
    wanted = OrderExport(partner_id=seller.partner_id, filters=OrderFilters(), form="csv")
    actor = Actor(user_id=seller.user.pk, label="siti", channel="web")
    job = start_export(wanted, actor=actor, request_key="melati")
    deliver_due("bulk")
    return job


def siti_order_import(world: World) -> OrderImport:
    """Checked and ready: nobody else may store its orders."""
    return checked_file(world.market, ayu_buys(world.market))


def siti_sender(world: World) -> SenderIdentity:
    return SenderIdentity.objects.get(partner=world.siti.partner, is_own=True)


def siti_invitation(world: World) -> Invitation:
    person = Invited("melati@example.com", "Melati", [])
    return invite_member(person, partner_id=world.siti.partner_id, invited_by=world.siti.user.pk)


def siti_posting(world: World) -> Posting:
    purse = chart.seller_available(world.siti.partner_id)
    return Posting.objects.filter(account__code=purse.code).order_by("pk")[0]


def siti_proof(world: World) -> TransferProof:
    row = Withdrawal.objects.get(partner=world.siti.partner)
    (proof,) = attach_proofs(row.pk, [proof_file()], actor=SYSTEM)
    return proof


def siti_webhook(world: World) -> WebhookEndpoint:
    row, _made = WebhookEndpoint.objects.get_or_create(
        partner=world.siti.partner,
        defaults={
            "made_by": world.siti.user,
            "url": "https://melati.example/hook",
            "topics": ["order.created"],
            "seed": "0" * 32,
            "created_at": clock.now(),
        },
    )
    return row


def siti_delivery(world: World) -> WebhookDelivery:
    return send_test_event(siti_webhook(world).pk, partner_id=world.siti.partner_id, actor=SYSTEM)


def pages(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry, route)
        elif not OUTSIDE.match(route):
            yield route


@pytest.fixture
def rina(busy_world: World) -> Client:
    client = new_client()
    client.force_login(busy_world.rina.user)
    return client


def chosen_ids(world: World) -> dict[str, list[object]]:
    """Siti's ids under every name a form might give them."""
    order = siti_order(world).pk
    return {"pilih": [order], "orders": [order], "order_id": [order], "ids": [order], "aksi": ["batal"]}


@pytest.mark.parametrize("route", sorted(pages()))
def test_a_stranger_sees_and_changes_nothing_on_a_page(route: str, busy_world: World, rina: Client) -> None:
    url = PARAMETER.sub(lambda match: str(THEIRS[match[1]](busy_world)), route)
    names_a_row = url != route
    ids = chosen_ids(busy_world)
    before, tries = fingerprints(), Complaints()
    theirs = others_than(busy_world.rina)
    for method in ("get", "post"):
        with tries.about(method):
            answer: HttpResponse = getattr(rina, method)(url, ids, follow=False)
            assert answer.status_code < 500
            assert not SITI_WORDS.search(answer.content.decode(errors="replace"))
            if names_a_row:
                assert answer.status_code in (400, 404, 405, 410), answer.status_code
            if route in HER_OWN:
                assert theirs.changed() == []
            else:
                assert changed(before, fingerprints()) == []
    tries.demand_none()


def test_her_owner_sees_it(busy_world: World) -> None:
    """The words that must not show do show to Siti, so their absence means something."""
    client = new_client()
    client.force_login(busy_world.siti.user)
    text = client.get("/pesanan/").content.decode()
    assert SITI_WORDS.search(text)

"""Sellers for the made-up orders: a few that are measured, and a crowd around them."""

from dataclasses import dataclass

from django.db import connection, transaction

from accounts.models import Membership, Partner, PartnerSettings, User, Warehouse
from accounts.services import NewUser, register_partner
from accounts.states import MemberRole, Role
from komship.demo.cast import PASSWORD
from komship.lib import clock
from products.models import Product, Variant

# Articles of each shop; each order takes some of them.
ARTICLES = 40
WORDS = ("Gamis", "Jilbab", "Mukena", "Kemeja", "Tas", "Sepatu", "Topi", "Daster", "Khimar", "Tunik")


@dataclass(frozen=True, slots=True)
class BenchShop:
    """Where orders leave from; its articles have consecutive ids, each with one variant."""

    partner: Partner
    warehouse_id: int
    first_product_id: int
    first_variant_id: int


def open_shop(username: str) -> BenchShop:
    """A seller who can sign in, with the pickup address and the settings of the demo's first one."""
    person = NewUser(
        username=username,
        email=f"{username}@example.com",
        password=PASSWORD,
        full_name=f"Toko {username}",
        phone="081234567899",
        email_verified_at=clock.now(),
    )
    return _stocked([register_partner(person, partner_name=f"Toko {username}")])[0]


def open_crowd(count: int) -> list[BenchShop]:
    """Sellers nobody signs in as."""
    with transaction.atomic():
        owners = User.objects.bulk_create(
            User(username=f"ramai{n}", email=f"ramai{n}@example.com", role=Role.SELLER, password="!")
            for n in range(count)
        )
        partners = Partner.objects.bulk_create(
            Partner(name=f"Toko Ramai {n}", owner=owner) for n, owner in enumerate(owners)
        )
        PartnerSettings.objects.bulk_create(PartnerSettings(partner=partner) for partner in partners)
        Membership.objects.bulk_create(
            Membership(partner=partner, user=partner.owner, role=MemberRole.OWNER) for partner in partners
        )
    return _stocked(partners)


def _stocked(partners: list[Partner]) -> list[BenchShop]:
    pattern = Warehouse.objects.filter(partner__owner__username="siti").order_by("pk").values()[0]
    with transaction.atomic():
        warehouses = Warehouse.objects.bulk_create(
            Warehouse(**pattern | {"id": None, "partner_id": partner.pk, "is_default": True})
            for partner in partners
        )
        products = Product.objects.bulk_create(
            Product(partner=partner, name=f"{WORDS[n % len(WORDS)]} Ramai {n:02d}", weight_g=200 + 10 * n)
            for partner in partners
            for n in range(ARTICLES)
        )
        variants = Variant.objects.bulk_create(
            Variant(product=product, price_rp=50_000 + 500 * (n % 60)) for n, product in enumerate(products)
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE accounts_user, accounts_partner, accounts_partnersettings, accounts_membership,"
            " accounts_warehouse, products_product, products_variant"
        )
    return [
        BenchShop(partner, warehouse.pk, products[at].pk, variants[at].pk)
        for at, partner, warehouse in zip(
            range(0, len(products), ARTICLES), partners, warehouses, strict=True
        )
    ]

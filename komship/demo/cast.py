"""The people of the demo data, their warehouses, couriers, bank accounts and goods."""

from dataclasses import dataclass

from django.db import transaction

from accounts.features import Feature
from accounts.models import Partner, SenderIdentity, User, Warehouse
from accounts.services import (
    NewUser,
    Region,
    WarehouseInput,
    add_member,
    create_user,
    register_partner,
    save_warehouse,
    set_pin,
)
from accounts.services.switch_feature import switch_feature
from accounts.states import MemberRole, Right, Role
from finance.models import BankAccount
from finance.services import record_top_up
from komship.demo import names
from komship.lib import clock
from products.models import Stock, Variant
from products.rules import OptionDraft, ProductDraft
from products.services import adjust_stock, create_product
from shipping.models import Courier, Destination
from shipping.services import (
    load_destinations,
    read_destinations,
    seed_couriers,
    seed_sandbox_places,
    switch_courier,
)

PASSWORD = "komship-demo"
PIN = "123456"
PIECES = 2_000
STAFF_RIGHTS = (
    Right.DASHBOARD_VIEW,
    Right.PRODUCT_VIEW,
    Right.ORDER_VIEW,
    Right.ORDER_CREATE,
    Right.ORDER_EDIT,
    Right.ORDER_DELETE,
    Right.PICKUP_SUBMIT,
    Right.PICKUP_HISTORY,
    Right.TICKET_VIEW,
)
# Name, line, village of the demo's destinations, origin code.
SITI_WAREHOUSES = (
    ("Gudang Jakarta", "Jl. Kebon Kacang No. 21, RT 02 RW 07", "CGK10000"),
    ("Gudang Bandung", "Jl. Cihampelas No. 108", "BDO10000"),
    ("Gudang Purwokerto", "Jl. Overste Isdiman No. 4", "PWL10000"),
)


@dataclass(frozen=True)
class Shop:
    """A seller with what she sells from."""

    owner: User
    partner: Partner
    warehouses: list[Warehouse]
    variants: list[Variant]


def raise_the_curtain() -> tuple[Shop, Shop]:
    """Make siti with her staff budi, rina, and wati and dewi of ops; returns the two shops, siti's first."""
    seed_couriers()
    load_destinations(read_destinations())
    seed_sandbox_places()
    with transaction.atomic():
        siti = _seller("siti", "Siti Aminah", "Toko Siti", "081234567801")
        rina = _seller("rina", "Rina Marlina", "Rina Collection", "081234567803")
        _staff(siti)
        # Two, because money that leaves is signed by two.
        _operator("wati", "Wati Ningsih", "081234567804")
        _operator("dewi", "Dewi Lestari", "081234567805")
        shops = (
            _shop(siti, SITI_WAREHOUSES, products=40),
            _shop(rina, SITI_WAREHOUSES[1:2], products=12),
        )
    for shop in shops:
        switch_feature(shop.partner.pk, Feature.MASS_ORDER, is_on=True)
        for courier in Courier.objects.filter(is_listed=True, is_open=True):
            switch_courier(courier.pk, partner_id=shop.partner.pk, is_active=True)
    return shops


def _operator(username: str, full_name: str, phone: str) -> None:
    operator = create_user(_person(username, full_name, phone), role=Role.ADMIN)
    User.objects.filter(pk=operator.pk).update(is_superuser=True, is_staff=True)


def _person(username: str, full_name: str, phone: str) -> NewUser:
    return NewUser(
        username=username,
        email=f"{username}@example.com",
        password=PASSWORD,
        full_name=full_name,
        phone=phone,
        email_verified_at=clock.now(),
    )


def _seller(username: str, full_name: str, shop: str, phone: str) -> Partner:
    partner = register_partner(_person(username, full_name, phone), partner_name=shop)
    Partner.objects.filter(pk=partner.pk).update(
        business_name=shop,
        business_phone="62" + phone[1:],
        business_address="Jakarta Pusat, DKI Jakarta",
        onboarded_at=clock.now(),
    )
    set_pin(partner.owner_id, PIN)
    BankAccount.objects.create(
        partner=partner,
        bank_name="BCA",
        bank_code="BCA",
        account_no=f"00812{partner.pk:05d}",
        account_name=full_name,
        is_default=True,
    )
    record_top_up(partner.pk, amount_rp=5_000_000, reference=f"DEMO-{username}")
    partner.refresh_from_db()
    return partner


def _staff(partner: Partner) -> None:
    rights = [right.value for right in STAFF_RIGHTS]
    person = _person("budi", "Budi Santoso", "081234567802")
    add_member(person, partner_id=partner.pk, role=MemberRole.STAFF, rights=rights)
    SenderIdentity.objects.create(partner=partner, name="Siti Hijab", phone="6281234567811")


def _shop(partner: Partner, places: tuple[tuple[str, str, str], ...], *, products: int) -> Shop:
    warehouses = [_warehouse(partner, *place) for place in places]
    drafts = [_plain(*row) for row in names.PLAIN_PRODUCTS]
    drafts += [_with_variants(*row) for row in names.VARIANT_PRODUCTS]
    for draft in drafts[-products:] if products < len(drafts) else drafts:
        create_product(partner.pk, draft=draft)
    variants = list(Variant.objects.for_partner(partner.pk).sellable().order_by("pk"))
    for variant in variants:
        for warehouse in warehouses:
            adjust_stock(partner.pk, variant_id=variant.pk, warehouse_id=warehouse.pk, available=PIECES)
    return Shop(partner.owner, partner, warehouses, variants)


def _warehouse(partner: Partner, name: str, line: str, origin_code: str) -> Warehouse:
    place = Destination.objects.filter(origin_code=origin_code, tariff_code=origin_code).order_by("pk")[0]
    region = Region(
        destination_ref=place.pk,
        village=place.village,
        district=place.district,
        city=place.city,
        province=place.province,
        postal_code=place.postal_code,
        origin_code=origin_code,
    )
    data = WarehouseInput(
        name=name,
        contact_name=partner.owner.full_name,
        contact_phone=partner.owner.phone,
        address_line=line,
        region=region,
    )
    return save_warehouse(data, partner_id=partner.pk)


def _plain(name: str, price_rp: int, weight_g: int) -> ProductDraft:
    return ProductDraft(
        name=name, weight_g=weight_g, price_rp=price_rp, stock=0, is_published=True, sku=_sku(name)
    )


def _with_variants(
    name: str, price_rp: int, weight_g: int, axes: tuple[tuple[str, tuple[str, ...]], ...]
) -> ProductDraft:
    return ProductDraft(
        name=name,
        weight_g=weight_g,
        price_rp=0,
        stock=None,
        is_published=True,
        sku=_sku(name),
        axes=tuple(axis for axis, _ in axes),
        options=_tree([options for _, options in axes], price_rp),
    )


def _tree(levels: list[tuple[str, ...]], price_rp: int) -> tuple[OptionDraft, ...]:
    """Later options of the last level cost a little more, as larger sizes do."""
    if len(levels) == 1:
        return tuple(
            OptionDraft(name=option, price_rp=price_rp + 2_500 * step, stock=0)
            for step, option in enumerate(levels[0])
        )
    return tuple(OptionDraft(name=option, children=_tree(levels[1:], price_rp)) for option in levels[0])


def _sku(name: str) -> str:
    return "".join(word[:3] for word in name.upper().split())[:10]


def stock_rows(shop: Shop) -> dict[tuple[int, int], Stock]:
    """The shop's stock by (variant, warehouse)."""
    rows = Stock.objects.for_partner(shop.partner.pk)
    return {(row.variant_id, row.warehouse_id): row for row in rows}

"""People, partners and warehouses as the accounts services make them."""

from dataclasses import dataclass

from accounts.models import Partner, User, Warehouse
from accounts.services import (
    NewUser,
    Region,
    WarehouseInput,
    add_member,
    create_user,
    register_partner,
    save_warehouse,
)
from accounts.states import MemberRole, Right, Role
from komship.lib import clock

PASSWORD = "komship-demo"

JAKARTA = Region(
    destination_ref=31_73_06,
    village="Grogol",
    district="Grogol Petamburan",
    city="Jakarta Barat",
    province="DKI Jakarta",
    postal_code="11450",
    origin_code="CGK10000",
)
BANDUNG = Region(
    destination_ref=32_73_01,
    village="Cihapit",
    district="Bandung Wetan",
    city="Bandung",
    province="Jawa Barat",
    postal_code="40114",
    origin_code="BDO10000",
)
# What staff who type and send orders may do.
STAFF_RIGHTS = (
    Right.PRODUCT_VIEW,
    Right.ORDER_VIEW,
    Right.ORDER_CREATE,
    Right.ORDER_EDIT,
    Right.ORDER_DELETE,
    Right.PICKUP_SUBMIT,
    Right.PICKUP_HISTORY,
    Right.TICKET_VIEW,
)


@dataclass(frozen=True)
class Shop:
    owner: User
    partner: Partner


def new_user(username: str, /, **changes: object) -> NewUser:
    values: dict[str, object] = {
        "username": username,
        "email": f"{username}@example.com",
        "password": PASSWORD,
        "full_name": username.title(),
        "phone": "081234567890",
        "email_verified_at": clock.now(),
    }
    return NewUser(**values | changes)  # type: ignore[arg-type]


def make_shop(username: str) -> Shop:
    """A registered seller with verified e-mail, finished onboarding and a full business profile."""
    partner = register_partner(new_user(username), partner_name=f"Toko {username.title()}")
    Partner.objects.filter(pk=partner.pk).update(
        business_name=f"Toko {username.title()}",
        business_phone="6281234567890",
        business_address="Jakarta Barat, DKI Jakarta",
        onboarded_at=clock.now(),
    )
    partner.refresh_from_db()
    return Shop(owner=partner.owner, partner=partner)


def make_staff(username: str, partner: Partner, rights: tuple[Right, ...] = STAFF_RIGHTS) -> User:
    membership = add_member(
        new_user(username),
        partner_id=partner.pk,
        role=MemberRole.STAFF,
        rights=[right.value for right in rights],
    )
    return membership.user


def make_operator(username: str) -> User:
    """An operator with every right in the admin."""
    user = create_user(new_user(username), role=Role.ADMIN)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    user.refresh_from_db()
    return user


def warehouse_input(name: str = "Gudang Jakarta", **changes: object) -> WarehouseInput:
    values: dict[str, object] = {
        "name": name,
        "contact_name": "Siti Rahayu",
        "contact_phone": "081298765432",
        "address_line": "Jl. Mawar No. 12, RT 03 RW 05",
        "region": JAKARTA,
    }
    return WarehouseInput(**values | changes)  # type: ignore[arg-type]


def make_warehouse(partner: Partner, name: str = "Gudang Jakarta", **changes: object) -> Warehouse:
    return save_warehouse(warehouse_input(name, **changes), partner_id=partner.pk)

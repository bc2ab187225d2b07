"""The cast of every case: Siti with her shop, her staff Budi, and Rina, who must see none of it."""

import re
from dataclasses import dataclass

from accounts.models import Partner, User, Warehouse
from accounts.services import Device, sign_in
from accounts.services._issue_token import issue_token
from products.models import Product, Variant
from shipping.models import Courier
from shipping.sandbox.server import SandboxServer
from tests.factories.accounts import (
    BANDUNG,
    JAKARTA,
    PASSWORD,
    make_operator,
    make_shop,
    make_staff,
    make_warehouse,
)
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product, only_variant, plain_draft
from tests.factories.shipping import make_desk, switch_on
from tests.template import ensure_kept_rows

# Words that stand in Siti's rows only, so that an answer to anybody else must not hold one.
SITI_WORDS = re.compile(r"\b(siti|melati|kenanga|ayu)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seller:
    """A person, the partner she works for, and a live token of hers."""

    user: User
    partner: Partner
    token: str

    @property
    def partner_id(self) -> int:
        return self.partner.pk


@dataclass(frozen=True)
class World:
    """What stands in the database before a case arranges more."""

    siti: Seller
    budi: Seller
    rina: Seller
    jakarta: Warehouse
    bandung: Warehouse
    rina_warehouse: Warehouse
    scarf: Product
    gown: Product
    rina_scarf: Product
    sandbox: SandboxServer
    # Of Wati, who works for us and for no seller.
    ops_token: str
    # Of Mira, who works at JNE's desk.
    mitra_token: str

    @property
    def market(self) -> Market:
        """Siti's goods and couriers, with ways to place, hand over and move parcels."""
        return Market(self.siti.partner, self.jakarta, self.scarf, self.sandbox)

    @property
    def scarf_variant(self) -> Variant:
        return only_variant(self.scarf)

    @property
    def gown_leaf(self) -> Variant:
        """Merah, S: its option's id is what clients call variant_id."""
        return Variant.objects.get(product=self.gown, name="Merah, S")


def build_world(sandbox: SandboxServer) -> World:
    ensure_kept_rows()
    siti, rina = make_shop("siti"), make_shop("rina")
    budi = make_staff("budi", siti.partner)
    jakarta = make_warehouse(siti.partner, "Gudang Melati Jakarta", region=JAKARTA)
    bandung = make_warehouse(siti.partner, "Gudang Melati Bandung", region=BANDUNG)
    theirs = make_warehouse(
        rina.partner, "Gudang Rina", contact_name="Rina Wati", address_line="Jl. Anggrek 1"
    )
    for partner in (siti.partner, rina.partner):
        switch_on(partner, Courier.objects.get(code="jne"))
    return World(
        siti=Seller(siti.owner, siti.partner, token_of(siti.owner)),
        budi=Seller(budi, siti.partner, token_of(budi)),
        rina=Seller(rina.owner, rina.partner, token_of(rina.owner)),
        jakarta=jakarta,
        bandung=bandung,
        rina_warehouse=theirs,
        scarf=make_product(siti.partner, plain_draft("Kerudung Melati", sku="KM-01")),
        gown=make_product(siti.partner, colour_and_size_draft("Gamis Melati", sku="GM-01")),
        rina_scarf=make_product(rina.partner, plain_draft("Kerudung Rina")),
        sandbox=sandbox,
        ops_token=issue_token(make_operator("wati"), Device(ip="127.0.0.1")).token,
        mitra_token=issue_token(make_desk("mira", "jne"), Device(ip="127.0.0.1")).token,
    )


def token_of(user: User) -> str:
    return sign_in(user.username, PASSWORD, device=Device(ip="127.0.0.1")).token

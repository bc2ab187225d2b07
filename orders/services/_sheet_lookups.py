"""Everything the lines of a sheet name, read together: so many lines cost no more queries than one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Partner, SalesAdmin, SenderIdentity, Warehouse
from accounts.selectors.people import sales_admins, sender_identities
from accounts.selectors.warehouses import warehouse_list
from orders.models import Order
from orders.sheet.articles import Catalogue
from orders.sheet.drafts import SheetOrder
from orders.sheet.grouping import same_words
from products.selectors.availability import available_pieces
from products.selectors.named import variants_in_words
from shipping.selectors.couriers import listed_couriers
from shipping.selectors.place_matches import PlaceMatch, PlaceText, place_matches


@dataclass(frozen=True, slots=True)
class SheetLookups:
    """What the words of these orders mean for their seller."""

    partner: Partner
    places: dict[PlaceText, PlaceMatch]
    catalogue: Catalogue
    # In the order in which they are offered: the first one is the default.
    warehouses: list[Warehouse]
    senders: list[SenderIdentity]
    sales_admins: list[SalesAdmin]
    courier_names: list[str]

    def place(self, order: SheetOrder) -> PlaceMatch:
        return self.places[place_text(order)]


def place_text(order: SheetOrder) -> PlaceText:
    return PlaceText(same_words(order.place), order.postal_code)


def look_up(partner: Partner, orders: Sequence[SheetOrder]) -> SheetLookups:
    """Nine queries, and two more when a place is misspelt."""
    articles = [article for order in orders for article in order.articles]
    variants = variants_in_words(
        partner.pk,
        names={article.product for article in articles if not article.sku},
        skus={article.sku for article in articles},
    )
    return SheetLookups(
        partner=partner,
        places=place_matches({place_text(order) for order in orders}),
        catalogue=Catalogue.of(variants),
        warehouses=list(warehouse_list(partner.pk)),
        senders=sender_identities(partner.pk),
        sales_admins=sales_admins(partner.pk),
        courier_names=[courier.name for courier in listed_couriers()],
    )


def pieces_left(partner_id: int, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Unreserved pieces by variant and warehouse. One query for each warehouse."""
    wanted: dict[int, set[int]] = {}
    for variant_id, warehouse_id in places:
        wanted.setdefault(warehouse_id, set()).add(variant_id)
    return {
        (variant_id, warehouse_id): pieces
        for warehouse_id, variants in wanted.items()
        for variant_id, pieces in available_pieces(partner_id, variants, warehouse_id=warehouse_id).items()
    }


def known_orders(partner_id: int, keys: Iterable[str]) -> tuple[dict[str, Order], dict[str, str]]:
    """Orders that these keys stand for already, and the key each of the others shall have.

    A deleted or cancelled order does not count: its lines may be sent again, under the next key. One
    query, and one more for each time the same lines were deleted.
    """
    found: dict[str, Order] = {}
    current = {key: key for key in keys}
    asked = current
    while asked:
        names = {name: key for key, name in asked.items()}
        rows = Order.objects.for_partner(partner_id).filter(request_key__in=names)
        asked = {}
        for order in rows.only("number", "status", "deleted_at", "request_key"):
            key = names[order.request_key or ""]
            if order.deleted_at is None and order.status != "cancelled":
                found[key] = order
            else:
                asked[key] = current[key] = f"{key}+{order.pk}"
    return found, current

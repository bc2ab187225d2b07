"""Buyers are remembered as a by-product of orders."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from orders.services._new_order import Recipient

_REMEMBER = """
INSERT INTO orders_customer
       (partner_id, name, phone, address_line, destination_id, has_whatsapp, created_at, last_ordered_at,
        order_count, piece_count, spent_rp)
VALUES (%(partner_id)s, %(name)s, %(phone)s, %(address_line)s, %(destination_id)s, %(has_whatsapp)s,
        %(now)s, %(now)s, %(orders)s, %(pieces)s, %(spent_rp)s)
ON CONFLICT (partner_id, phone) DO UPDATE
   SET name = excluded.name, address_line = excluded.address_line,
       destination_id = excluded.destination_id,
       has_whatsapp = orders_customer.has_whatsapp OR excluded.has_whatsapp,
       last_ordered_at = excluded.last_ordered_at,
       order_count = orders_customer.order_count + excluded.order_count,
       piece_count = orders_customer.piece_count + excluded.piece_count,
       spent_rp = orders_customer.spent_rp + excluded.spent_rp
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Bought:
    """What an order adds to its buyer's counts."""

    orders: int = 0
    pieces: int = 0
    spent_rp: int = 0


NOTHING = Bought()


def remember_customer(
    partner_id: int, recipient: Recipient, *, now: datetime, bought: Bought = NOTHING
) -> int:
    """The id of the seller's customer with this phone, made or brought up to date. One statement,
    so that two orders for a new buyer at the same moment share her.

    `bought` is added to what is counted of her; the order has to be stored in the same transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _REMEMBER,
            {
                "partner_id": partner_id,
                "name": recipient.name,
                "phone": recipient.phone,
                "address_line": recipient.address_line,
                "destination_id": recipient.destination_id,
                "has_whatsapp": recipient.has_whatsapp,
                "now": now,
                "orders": bought.orders,
                "pieces": bought.pieces,
                "spent_rp": bought.spent_rp,
            },
        )
        row = cursor.fetchone()
    return int(row[0])

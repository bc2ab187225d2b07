"""Buyers are remembered as a by-product of orders."""

from datetime import datetime

from django.db import connection

from orders.services._new_order import Recipient

_REMEMBER = """
INSERT INTO orders_customer
       (partner_id, name, phone, address_line, destination_id, has_whatsapp, created_at, last_ordered_at)
VALUES (%(partner_id)s, %(name)s, %(phone)s, %(address_line)s, %(destination_id)s, %(has_whatsapp)s,
        %(now)s, %(now)s)
ON CONFLICT (partner_id, phone) DO UPDATE
   SET name = excluded.name, address_line = excluded.address_line,
       destination_id = excluded.destination_id,
       has_whatsapp = orders_customer.has_whatsapp OR excluded.has_whatsapp,
       last_ordered_at = excluded.last_ordered_at
RETURNING id
"""


def remember_customer(partner_id: int, recipient: Recipient, *, now: datetime) -> int:
    """The id of the seller's customer with this phone, made or brought up to date. One statement,
    so that two orders for a new buyer at the same moment share her."""
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
            },
        )
        row = cursor.fetchone()
    return int(row[0])

import io

import pytest

from komship.core.models import AuditEntry
from orders.selectors.customer_filters import CustomerFilters
from orders.services.export_customers import CustomerExport, TooManyCustomers
from orders.services.hand_out_customers import hand_out_customers
from tests.factories.orders import Market


def test_who_takes_people_out_is_written_down_once_they_are(market: Market) -> None:
    market.order()
    out = io.BytesIO()
    wanted = CustomerExport(partner_id=market.partner.pk, filters=CustomerFilters(), form="csv")
    hand_out_customers(wanted, out, actor=market.actor)
    entry = AuditEntry.objects.get(action="customer.export")
    assert (entry.user_id, entry.target_key) == (market.actor.user_id, str(market.partner.pk))
    assert b"Ayu Lestari" in out.getvalue()


def test_nobody_took_what_was_refused(market: Market) -> None:
    market.order()
    none = CustomerExport(partner_id=market.partner.pk, filters=CustomerFilters(), form="csv", most=0)
    with pytest.raises(TooManyCustomers):
        hand_out_customers(none, io.BytesIO(), actor=market.actor)
    assert not AuditEntry.objects.filter(action="customer.export").exists()

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Warehouse
from accounts.selectors.warehouses import default_warehouse
from accounts.services import set_default_warehouse
from komship.core.models import AuditEntry


def test_default_is_switched(siti_warehouse: Warehouse, siti_second_warehouse: Warehouse) -> None:
    partner_id = siti_warehouse.partner_id
    for wanted in (siti_second_warehouse, siti_second_warehouse, siti_warehouse):
        set_default_warehouse(wanted.pk, partner_id=partner_id)
        assert default_warehouse(partner_id) == wanted
    assert AuditEntry.objects.filter(action="warehouse.made_default").count() == 2


def test_database_holds_the_rules_by_itself(
    siti_warehouse: Warehouse, siti_second_warehouse: Warehouse
) -> None:
    rows = Warehouse.objects.filter(pk=siti_second_warehouse.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Warehouse.objects.filter(pk=siti_warehouse.pk).update(deleted_at="2026-01-01T00:00Z")

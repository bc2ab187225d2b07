import pytest

from accounts.models import Partner, SalesAdmin
from accounts.services.save_sales_admin import SalesAdminNotFound, save_sales_admin
from komship.lib.errors import InvalidInput


def test_add_and_rename(siti_partner: Partner) -> None:
    row = save_sales_admin("  Dewi   Sales ", partner_id=siti_partner.pk)
    assert row.name == "Dewi Sales"
    renamed = save_sales_admin("Dewi", partner_id=siti_partner.pk, sales_admin_id=row.pk)
    assert (renamed.pk, renamed.name) == (row.pk, "Dewi")


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "DEWI"])
def test_refused_names(siti_partner: Partner, name: str) -> None:
    save_sales_admin("Dewi", partner_id=siti_partner.pk)
    with pytest.raises(InvalidInput):
        save_sales_admin(name, partner_id=siti_partner.pk)
    assert SalesAdmin.objects.count() == 1


def test_others_have_their_own_list(siti_partner: Partner, rina_partner: Partner) -> None:
    row = save_sales_admin("Dewi", partner_id=siti_partner.pk)
    save_sales_admin("Dewi", partner_id=rina_partner.pk)
    with pytest.raises(SalesAdminNotFound):
        save_sales_admin("Rini", partner_id=rina_partner.pk, sales_admin_id=row.pk)

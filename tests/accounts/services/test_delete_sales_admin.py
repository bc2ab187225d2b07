import pytest

from accounts.features import Feature
from accounts.models import Partner, PartnerSettings, SalesAdmin
from accounts.services.delete_sales_admin import delete_sales_admin
from accounts.services.save_sales_admin import SalesAdminNotFound, save_sales_admin
from accounts.services.switch_feature import switch_feature


def test_the_row_stays_for_its_orders_and_the_name_is_free(siti_partner: Partner) -> None:
    row = save_sales_admin("Dewi", partner_id=siti_partner.pk)
    delete_sales_admin(row.pk, partner_id=siti_partner.pk)
    assert SalesAdmin.objects.get(pk=row.pk).deleted_at is not None
    assert save_sales_admin("Dewi", partner_id=siti_partner.pk).pk != row.pk
    with pytest.raises(SalesAdminNotFound):
        delete_sales_admin(row.pk, partner_id=siti_partner.pk)


def test_the_last_name_takes_the_feature_along(siti_partner: Partner) -> None:
    first, last = (save_sales_admin(name, partner_id=siti_partner.pk) for name in ("Dewi", "Rini"))
    switch_feature(siti_partner.pk, Feature.TRACKING_SALES, is_on=True)
    delete_sales_admin(first.pk, partner_id=siti_partner.pk)
    assert PartnerSettings.objects.get(partner=siti_partner).tracking_sales
    delete_sales_admin(last.pk, partner_id=siti_partner.pk)
    assert not PartnerSettings.objects.get(partner=siti_partner).tracking_sales

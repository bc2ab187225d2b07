import pytest

from accounts.errors import PartnerNotServed
from accounts.features import Feature
from accounts.models import Partner, PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from accounts.services.switch_feature import BusinessIncomplete, NoSalesAdmin, switch_feature
from komship.core.models import AuditEntry


@pytest.mark.parametrize("feature", Feature)
def test_every_feature_is_a_column_that_can_be_switched(siti_partner: Partner, feature: Feature) -> None:
    save_sales_admin("Dewi", partner_id=siti_partner.pk)
    for is_on in (True, False, True):
        switch_feature(siti_partner.pk, feature, is_on=is_on)
        assert getattr(PartnerSettings.objects.get(partner=siti_partner), feature.value) is is_on


def test_switching_to_what_it_is_leaves_no_trace(siti_partner: Partner) -> None:
    for _again in range(2):
        switch_feature(siti_partner.pk, Feature.MASS_ORDER, is_on=True)
    assert AuditEntry.objects.filter(action="feature.switched").count() == 1


def test_what_must_be_there_first(siti_partner: Partner) -> None:
    with pytest.raises(NoSalesAdmin):
        switch_feature(siti_partner.pk, Feature.TRACKING_SALES, is_on=True)
    Partner.objects.filter(pk=siti_partner.pk).update(business_phone="")
    with pytest.raises(BusinessIncomplete):
        switch_feature(siti_partner.pk, Feature.SENDER_IDENTITIES, is_on=True)
    switch_feature(siti_partner.pk, Feature.SENDER_IDENTITIES, is_on=False)


def test_nobodys_features(db: None) -> None:
    with pytest.raises(PartnerNotServed):
        switch_feature(0, Feature.MASS_ORDER, is_on=True)

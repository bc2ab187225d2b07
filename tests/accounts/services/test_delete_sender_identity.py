import pytest

from accounts.models import Partner, SenderIdentity
from accounts.services.delete_sender_identity import delete_sender_identity
from accounts.services.save_sender_identity import (
    OwnIdentityFixed,
    SenderIdentityNotFound,
    SenderInput,
    save_sender_identity,
)


def test_the_mark_goes_back_to_the_shops_own(siti_partner: Partner) -> None:
    data = SenderInput("Butik", "081200001111", is_default=True)
    row = save_sender_identity(data, partner_id=siti_partner.pk)
    delete_sender_identity(row.pk, partner_id=siti_partner.pk)
    assert SenderIdentity.objects.for_partner(siti_partner.pk).get().is_default


def test_what_stays(siti_partner: Partner, rina_partner: Partner) -> None:
    own = SenderIdentity.objects.get(partner=siti_partner, is_own=True)
    with pytest.raises(OwnIdentityFixed):
        delete_sender_identity(own.pk, partner_id=siti_partner.pk)
    with pytest.raises(SenderIdentityNotFound):
        delete_sender_identity(own.pk, partner_id=rina_partner.pk)

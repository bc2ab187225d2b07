import pytest

from accounts.models import Partner, SenderIdentity
from accounts.services.delete_sender_identity import delete_sender_identity
from accounts.services.save_sender_identity import (
    MOST_IDENTITIES,
    OwnIdentityFixed,
    SenderIdentityNotFound,
    SenderInput,
    TooManyIdentities,
    save_sender_identity,
)
from komship.lib.errors import InvalidInput

PHONE = "0812 0000 1111"


def defaults(partner: Partner) -> list[str]:
    rows = SenderIdentity.objects.for_partner(partner.pk).filter(is_default=True)
    return [row.name for row in rows]


def test_there_is_always_one_default(siti_partner: Partner) -> None:
    row = save_sender_identity(SenderInput("Butik", PHONE, is_default=True), partner_id=siti_partner.pk)
    assert defaults(siti_partner) == ["Butik"]
    unmarked = SenderInput("Butik", PHONE, is_default=False)
    save_sender_identity(unmarked, partner_id=siti_partner.pk, identity_id=row.pk)
    assert defaults(siti_partner) == ["Toko Siti"]
    marked = SenderInput("Butik", PHONE, is_default=True)
    save_sender_identity(marked, partner_id=siti_partner.pk, identity_id=row.pk)
    delete_sender_identity(row.pk, partner_id=siti_partner.pk)
    assert defaults(siti_partner) == ["Toko Siti"]


def test_fifteen_are_enough(siti_partner: Partner) -> None:
    for number in range(MOST_IDENTITIES - 1):
        save_sender_identity(SenderInput(f"Butik {number}", PHONE), partner_id=siti_partner.pk)
    with pytest.raises(TooManyIdentities):
        save_sender_identity(SenderInput("Lagi", PHONE), partner_id=siti_partner.pk)


@pytest.mark.parametrize("name", ["", "a" * 31, "A/B", "A=B", "A:B", "A;B", "toko siti"])
def test_names_labels_cannot_have(siti_partner: Partner, name: str) -> None:
    with pytest.raises(InvalidInput):
        save_sender_identity(SenderInput(name, PHONE), partner_id=siti_partner.pk)


def test_own_and_foreign_ones_are_left_alone(siti_partner: Partner, rina_partner: Partner) -> None:
    own = SenderIdentity.objects.get(partner=siti_partner, is_own=True)
    with pytest.raises(OwnIdentityFixed):
        save_sender_identity(SenderInput("Lain", PHONE), partner_id=siti_partner.pk, identity_id=own.pk)
    with pytest.raises(OwnIdentityFixed):
        delete_sender_identity(own.pk, partner_id=siti_partner.pk)
    with pytest.raises(SenderIdentityNotFound):
        delete_sender_identity(own.pk, partner_id=rina_partner.pk)
    with pytest.raises(SenderIdentityNotFound):
        save_sender_identity(SenderInput("X", PHONE), partner_id=rina_partner.pk, identity_id=own.pk)

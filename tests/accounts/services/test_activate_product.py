import pytest

from accounts.errors import DeadLink
from accounts.models import OneTimeCode, Partner, User
from accounts.services import activate_product, request_activation
from accounts.states import CodePurpose
from tests.factories.codes import secret_of

FULFILMENT = CodePurpose.USE_FULFILMENT


def test_link_switches_the_product_on_and_asking_does_not(siti: User, siti_partner: Partner) -> None:
    request_activation("SITI@example.com", purpose=FULFILMENT)
    siti_partner.refresh_from_db()
    assert not siti_partner.uses_fulfilment
    token = secret_of(siti, FULFILMENT)
    with pytest.raises(DeadLink):
        activate_product(token, purpose=CodePurpose.USE_SHIPPING)
    activate_product(token, purpose=FULFILMENT)
    siti_partner.refresh_from_db()
    assert siti_partner.uses_fulfilment


@pytest.mark.parametrize("email", ["nobody@example.com", "budi@example.com", "siti"])
def test_nobody_else_gets_a_link(siti: User, budi: User, email: str) -> None:
    request_activation(email, purpose=FULFILMENT)
    assert not OneTimeCode.objects.exists()

import pytest

from accounts.errors import NotProven, WrongPassword
from accounts.models import User
from accounts.services import prove_password, spend_proof
from tests.factories.accounts import PASSWORD


def test_password_is_a_proof_for_one_deed(siti: User) -> None:
    for _ in range(2):
        prove_password(siti, PASSWORD, ip="10.0.0.1")
        spend_proof(siti.pk, purpose="password")
        with pytest.raises(NotProven):
            spend_proof(siti.pk, purpose="password")


def test_wrong_password_proves_nothing(siti: User) -> None:
    with pytest.raises(WrongPassword):
        prove_password(siti, "salah-sekali", ip="10.0.0.1")
    with pytest.raises(NotProven):
        spend_proof(siti.pk, purpose="password")

import pytest

from accounts.errors import NameTaken
from accounts.models import Partner, User
from accounts.services.open_member_account import MemberAccount, generated_username, open_member_account
from accounts.states import Right, Role
from komship.lib.errors import InvalidInput


def test_the_username_comes_from_the_address(siti_partner: Partner) -> None:
    account = MemberAccount("Dewi.A+toko@example.com", "Dewi", "rahasia-panjang-7")
    row = open_member_account(account, partner_id=siti_partner.pk, rights=[Right.ORDER_VIEW])
    assert row.user.username.startswith("dewi.atoko.")
    assert (row.user.email, row.user.role) == ("dewi.a+toko@example.com", Role.MEMBER)
    assert row.rights == [Right.ORDER_VIEW]


@pytest.mark.parametrize("email", ["@example.com", "日本@example.com"])
def test_any_address_makes_a_username(email: str) -> None:
    assert generated_username(email).startswith("staf.")


@pytest.mark.parametrize("password", ["", "12345678", "dewi@example.com"])
def test_weak_passwords(siti_partner: Partner, password: str) -> None:
    account = MemberAccount("dewi@example.com", "Dewi", password)
    with pytest.raises(InvalidInput) as refused:
        open_member_account(account, partner_id=siti_partner.pk, rights=[])
    assert "password" in refused.value.fields
    assert not User.objects.filter(email="dewi@example.com").exists()


def test_an_address_in_use(siti_partner: Partner, rina: User) -> None:
    account = MemberAccount(rina.email, "Rina", "rahasia-panjang-7")
    with pytest.raises(NameTaken):
        open_member_account(account, partner_id=siti_partner.pk, rights=[])

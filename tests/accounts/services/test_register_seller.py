import secrets
from typing import Any

import pytest

from accounts.errors import NameTaken
from accounts.models import OneTimeCode, Partner, Referral, User
from accounts.services import Registration, make_coupon, register_quietly, register_seller
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput


def registration(**changes: Any) -> Registration:
    values = {
        "full_name": "Dewi Lestari",
        "email": "Dewi@Example.com",
        "phone": "0812-3456-7890",
        "password": "mangga-manis-7",
    }
    return Registration(**values | changes)


@pytest.mark.django_db
def test_account_starts_unverified_with_a_shop_and_a_mail() -> None:
    partner = register_seller(registration())
    owner = partner.owner
    assert (owner.email, owner.phone, owner.email_verified_at) == ("dewi@example.com", "6281234567890", None)
    assert (partner.name, partner.owner.role) == ("Dewi Lestari", "seller")
    assert owner.check_password("mangga-manis-7")
    assert owner.username.startswith("dewi.")
    code = OneTimeCode.objects.get()
    assert (code.user, code.purpose, code.address) == (owner, "verify_email", "dewi@example.com")


@pytest.mark.django_db
def test_which_product_she_comes_for() -> None:
    pk = register_seller(registration(uses_shipping=False, uses_fulfilment=True)).pk
    partner = Partner.objects.get(pk=pk)
    assert (partner.uses_shipping, partner.uses_fulfilment) == (False, True)


@pytest.mark.parametrize("password", ["pendek", "password123", "dewi.lestari", "x" * 257, "mangga\x00manis"])
@pytest.mark.django_db
def test_weak_passwords_register_nobody(password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        register_seller(registration(password=password, email="dewi.lestari@example.com"))
    assert "password" in refused.value.fields
    assert not User.objects.exists()


def test_known_address_and_chosen_name_are_refused(siti: User) -> None:
    for changes, field in [({"email": "SITI@example.com"}, "email"), ({"username": "Siti"}, "username")]:
        with pytest.raises(NameTaken) as refused:
            register_seller(registration(**changes))
        assert refused.value.details["field"] == field
    assert Partner.objects.count() == 1


def test_affiliator_is_remembered_when_a_coupon_names_him(rina: User) -> None:
    make_coupon("rina2026", affiliator=rina, actor=SYSTEM)
    partner = register_seller(registration(affiliator_id=rina.pk))
    assert Referral.objects.get().partner == partner
    register_seller(registration(affiliator_id=10**9, email="b@example.com"))
    assert Referral.objects.count() == 1


def test_quiet_registration_tells_only_the_owner_that_she_is_known(siti: User) -> None:
    register_quietly(registration(email=siti.email))
    register_quietly(registration(email=siti.email))
    code = OneTimeCode.objects.get()
    assert (code.user, code.purpose) == (siti, "reset_password")
    register_quietly(registration())
    assert User.objects.filter(email="dewi@example.com").exists()


@pytest.mark.django_db
def test_somebody_has_the_generated_name(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = iter([7, 7, 8])
    monkeypatch.setattr(secrets, "randbelow", lambda most: next(digits))
    assert register_seller(registration()).owner.username == "dewi.0007"
    assert register_seller(registration(email="dewi@example.org")).owner.username == "dewi.0008"

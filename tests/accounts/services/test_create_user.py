import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import IntegrityError, transaction
from django.test import override_settings

from accounts.models import User
from accounts.services import create_user
from accounts.states import Role
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from komship.settings import base
from tests.factories.accounts import new_user

OPS = Actor(user_id=None, label="wati", channel="admin")


@override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS)
def test_passwords_are_hashed_with_argon2_in_seven_mebibytes(db: None) -> None:
    user = create_user(new_user("dewi"), role=Role.SELLER)
    assert user.password.startswith("argon2$argon2id$v=19$m=7168,t=5,p=1$")


@override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS)
def test_a_hash_of_another_size_is_valid_and_renewed(db: None) -> None:
    user = create_user(new_user("dewi"), role=Role.SELLER)
    user.password = Argon2PasswordHasher().encode("rahasia-lama", "garam-garam")
    user.save()
    assert "m=102400," in user.password
    assert user.check_password("rahasia-lama")
    user.refresh_from_db()
    assert "m=7168," in user.password
    assert user.check_password("rahasia-lama")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a@b"),
        ("username", ""),
        ("username", "x" * 61),
        ("username", "😀"),
        ("email", "not-an-address"),
        ("email", "x" * 200 + "@example.com"),
        ("full_name", "x" * 121),
    ],
)
def test_malformed_people_are_refused(db: None, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(new_user("dewi", **{field: value}), role=Role.SELLER)
    assert set(refused.value.fields) == {field}
    assert not User.objects.exists()


def test_database_refuses_the_same_name_in_other_letters(siti: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Siti", email="other@example.com")


def test_operators_reach_the_admin(db: None) -> None:
    assert create_user(new_user("wati"), role=Role.ADMIN).is_staff
    created = User.objects.create_superuser("Root", "Root@Example.com", "komship-demo")
    assert (created.username, created.is_staff, created.is_superuser) == ("root", True, True)

from collections.abc import Callable

import pytest

from accounts.errors import AddressTaken, DeadLink, NotProven, SameAddress
from accounts.models import AccessToken, User
from accounts.services import (
    Device,
    change_email,
    change_phone,
    change_phone_by_password,
    follow_email_link,
    prove_password,
    request_email_link,
    send_code,
    send_contact_code,
    sign_in,
)
from accounts.states import CodeChannel, CodePurpose
from komship.core.audit import SYSTEM
from komship.lib.phone import InvalidPhone
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of, type_code

NEW_EMAIL, NEW_PHONE = "siti.baru@example.com", "6285700001111"
EMAIL, PHONE = CodePurpose.EMAIL, CodePurpose.PHONE


def prove_identity(user: User) -> None:
    send_code(user, purpose="identity", channel="email", address=user.email)
    type_code(user, "identity")


def prove_new(user: User, purpose: CodePurpose) -> None:
    channel, address = (
        (CodeChannel.EMAIL, NEW_EMAIL.upper()) if purpose == EMAIL else (CodeChannel.SMS, "0857-0000-1111")
    )
    send_contact_code(user, purpose=purpose, channel=channel, address=address)
    type_code(user, purpose)


@pytest.mark.parametrize(("change", "purpose"), [(change_email, EMAIL), (change_phone, PHONE)])
def test_both_codes_are_needed(siti: User, change: Callable[..., None], purpose: CodePurpose) -> None:
    new = NEW_EMAIL if purpose == EMAIL else NEW_PHONE
    with pytest.raises(NotProven):
        change(siti, new, actor=SYSTEM)
    prove_new(siti, purpose)
    with pytest.raises(NotProven):
        change(siti, new, actor=SYSTEM)
    prove_identity(siti)
    with pytest.raises(NotProven):
        change(siti, "other@example.com" if purpose == EMAIL else "6285700009999", actor=SYSTEM)
    sign_in("siti", PASSWORD, device=Device(ip="10.0.0.1"))
    change(siti, new, actor=SYSTEM)
    siti.refresh_from_db()
    assert new in (siti.email, siti.phone)
    assert not AccessToken.objects.exists()


def test_address_of_somebody_else_gets_no_code(siti: User, rina: User) -> None:
    with pytest.raises(AddressTaken):
        send_contact_code(siti, purpose=EMAIL, channel=CodeChannel.EMAIL, address="RINA@example.com")
    with pytest.raises(InvalidPhone):
        send_contact_code(siti, purpose=PHONE, channel=CodeChannel.SMS, address="12")


def test_address_that_was_taken_meanwhile(siti: User, rina: User) -> None:
    prove_new(siti, EMAIL)
    prove_identity(siti)
    User.objects.filter(pk=rina.pk).update(email=NEW_EMAIL)
    with pytest.raises(AddressTaken):
        change_email(siti, NEW_EMAIL, actor=SYSTEM)
    siti.refresh_from_db()
    assert siti.email == "siti@example.com"


def test_older_way_needs_the_password_as_well(siti: User) -> None:
    prove_new(siti, PHONE)
    with pytest.raises(NotProven):
        change_phone_by_password(siti, NEW_PHONE, actor=SYSTEM)
    prove_password(siti, PASSWORD, ip="10.0.0.1")
    change_phone_by_password(siti, "085700001111", actor=SYSTEM)
    siti.refresh_from_db()
    assert siti.phone == NEW_PHONE


def test_email_by_link(siti: User, rina: User) -> None:
    for email, refusal in [
        ("Siti@Example.com", SameAddress),
        (rina.email, AddressTaken),
        (NEW_EMAIL, NotProven),
    ]:
        with pytest.raises(refusal):
            request_email_link(siti, email)
    prove_password(siti, PASSWORD, ip="10.0.0.1")
    request_email_link(siti, NEW_EMAIL)
    siti.refresh_from_db()
    assert siti.email == "siti@example.com"
    token = secret_of(siti, "change_email")
    assert follow_email_link(token).pk == siti.pk
    siti.refresh_from_db()
    assert siti.email == NEW_EMAIL
    with pytest.raises(DeadLink):
        follow_email_link(token)

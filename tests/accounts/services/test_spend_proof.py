from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.errors import NotProven
from accounts.models import OneTimeCode, User
from accounts.services import send_code, spend_proof
from komship.lib import clock
from tests.factories.codes import type_code

PHONE = "6281234567890"


@pytest.fixture
def proven(siti: User) -> User:
    send_code(siti, purpose="phone", channel="sms", address=PHONE)
    type_code(siti, "phone")
    return siti


def test_one_proof_serves_one_deed(proven: User) -> None:
    spend_proof(proven.pk, purpose="phone", address=PHONE)
    with pytest.raises(NotProven):
        spend_proof(proven.pk, purpose="phone", address=PHONE)


def test_proof_is_of_its_address_purpose_and_person(proven: User, rina: User) -> None:
    for user_id, purpose, address in [
        (proven.pk, "phone", "6289999999999"),
        (proven.pk, "email", None),
        (rina.pk, "phone", PHONE),
    ]:
        with pytest.raises(NotProven):
            spend_proof(user_id, purpose=purpose, address=address)
    spend_proof(proven.pk, purpose="phone")


def test_proof_lasts_ten_minutes(proven: User) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=11)), pytest.raises(NotProven):
        spend_proof(proven.pk, purpose="phone")


def test_code_that_was_not_typed_proves_nothing(siti: User) -> None:
    send_code(siti, purpose="phone", channel="sms", address=PHONE)
    with pytest.raises(NotProven):
        spend_proof(siti.pk, purpose="phone")


def test_failed_deed_keeps_the_proof(proven: User) -> None:
    with transaction.atomic():
        spend_proof(proven.pk, purpose="phone")
        transaction.set_rollback(True)
    assert OneTimeCode.objects.get().spent_at is None

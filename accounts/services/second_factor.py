"""Codes from an authenticator app (TOTP, by django-otp), beside the password."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.errors import (
    NoSecondFactor,
    OwnSecondFactor,
    SecondFactorCompulsory,
    SecondFactorMissing,
    WrongCode,
)
from accounts.models import User
from accounts.selectors.second_factor import has_second_factor
from accounts.services._wrong_tries import give_back_try, reserve_try
from accounts.services.sign_out import sign_out_everywhere
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput

ISSUER = "Komship"
BACKUP_CODES = 10
# Without letters and digits that are mistaken for each other.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_BACKUP_LENGTH = 8


@dataclass(frozen=True)
class Enrolment:
    """What an app needs: `uri` for its camera, `secret` to be typed."""

    uri: str
    secret: str


def begin_second_factor(user: User) -> Enrolment:
    """The secret of a second factor that is being set up; the same one until it is confirmed."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
        if device is None:
            device = TOTPDevice.objects.create(user=user, name=ISSUER, confirmed=False)
    secret = b32encode(device.bin_key).decode()
    return Enrolment(
        uri=f"otpauth://totp/{ISSUER}:{user.username}?secret={secret}&issuer={ISSUER}", secret=secret
    )


def confirm_second_factor(user: User, code: str, *, ip: str, actor: Actor) -> tuple[Any, list[str]]:
    """Switch the second factor on once its app shows the right code.

    Returns the device and ten backup codes, shown this once. Raises WrongCode, TooManyTries,
    SecondFactorMissing when nothing was begun.
    """
    _reserve(user, ip)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None:
            raise SecondFactorMissing
        if not _is_totp(code) or not device.verify_token(code.strip()):
            raise WrongCode
        TOTPDevice.objects.filter(user=user, confirmed=True).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        codes = _new_backup_codes(user)
        record("second_factor.on", user, actor=actor)
    give_back_try(_key(user), ip)
    return device, codes


def use_second_factor(user: User, code: str, *, ip: str) -> Any:
    """Check a code from the app, or one of the backup codes, and return the device it belongs to.

    The device's row is locked while it is checked, so no code works twice, even at the same moment.
    Tries are counted like passwords, before the look. Raises WrongCode, TooManyTries.
    """
    _reserve(user, ip)
    typed = code.strip().lower().replace(" ", "").replace("-", "")
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            raise WrongCode
        if not (_use_backup_code(user, typed) if not _is_totp(typed) else device.verify_token(typed)):
            raise WrongCode
    give_back_try(_key(user), ip)
    return device


def remove_second_factor(user: User, code: str, *, ip: str, actor: Actor) -> None:
    """Go back to the password alone; needs a code. Raises SecondFactorCompulsory for operators."""
    if user.is_ops or user.is_staff:
        raise SecondFactorCompulsory
    use_second_factor(user, code, ip=ip)
    with transaction.atomic():
        _forget(user)
        record("second_factor.off", user, actor=actor)


def release_second_factor(user_id: int, *, reason: str, actor: Actor) -> None:
    """For somebody who lost phone and backup codes: the factor goes, and every session of hers ends.

    Operators set up a new one when they next sign in. The reason is kept in the audit trail. Locks the
    devices. Raises InvalidInput without a reason, OwnSecondFactor for the operator herself,
    NoSecondFactor.
    """
    if not reason.strip():
        text = _("Tuliskan alasannya.")
        raise InvalidInput(text, fields={"reason": [text]})
    if user_id == actor.user_id:
        raise OwnSecondFactor
    with transaction.atomic():
        devices = TOTPDevice.objects.select_for_update(of=("self",)).select_related("user")
        device = devices.filter(user_id=user_id, confirmed=True).first()
        if device is None:
            raise NoSecondFactor
        _forget(device.user)
        sign_out_everywhere(user_id)
        record("second_factor.released", device.user, actor=actor, reason=reason.strip())


def renew_backup_codes(user: User, code: str, *, ip: str, actor: Actor) -> list[str]:
    """Ten new backup codes; the old ones end. Raises WrongCode, TooManyTries, SecondFactorMissing."""
    if not has_second_factor(user.pk):
        raise SecondFactorMissing
    use_second_factor(user, code, ip=ip)
    with transaction.atomic():
        codes = _new_backup_codes(user)
        record("second_factor.codes_renewed", user, actor=actor)
    return codes


def _forget(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _new_backup_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="cadangan")
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(_BACKUP_LENGTH)) for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _use_backup_code(user: User, typed: str) -> bool:
    if len(typed) != _BACKUP_LENGTH or not typed.isascii() or not typed.isalnum():
        return False
    return bool(StaticToken.objects.filter(device__user=user, token=typed).delete()[0])


def _is_totp(typed: str) -> bool:
    text = typed.strip()
    return len(text) == 6 and text.isascii() and text.isdigit()


def _reserve(user: User, ip: str) -> None:
    reserve_try(_key(user), ip)


def _key(user: User) -> str:
    # A colon cannot stand in a username, so nobody's sign-in meets these counts.
    return f"2fa:{user.pk}"

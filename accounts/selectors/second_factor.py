from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User


def has_second_factor(user_id: int) -> bool:
    """Whether this person signs in with her password and a code from her app."""
    return bool(TOTPDevice.objects.filter(user_id=user_id, confirmed=True).exists())


def needs_second_factor(user: User) -> bool:
    """Operators always do, whether or not they have set it up yet; sellers when they chose it."""
    return user.is_ops or user.is_staff or has_second_factor(user.pk)


def backup_codes_left(user_id: int) -> int:
    """How many codes for a lost phone are unused."""
    return int(StaticToken.objects.filter(device__user_id=user_id).count())

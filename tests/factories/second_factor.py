"""An authenticator app, as far as tests need one."""

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.services import begin_second_factor, confirm_second_factor
from komship.core.audit import SYSTEM


def app_code(user: User, *, steps: int = 0) -> str:
    """What the person's app shows now, or so many half minutes from now."""
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    return f"{totp(device.bin_key, drift=steps):06d}"


def set_up(user: User) -> list[str]:
    """A working second factor; returns its backup codes. The app's code of now is used up."""
    begin_second_factor(user)
    return confirm_second_factor(user, app_code(user), ip="10.0.0.1", actor=SYSTEM)[1]

"""What people would read in their mail or on their phone."""

from accounts.models import OneTimeCode, User
from accounts.selectors.codes import code_to_send
from accounts.services import use_code


def secret_of(user: User, purpose: str) -> str:
    """The digits, or the link's token, of the person's running code."""
    row = OneTimeCode.objects.get(user=user, purpose=purpose)
    sent = code_to_send(row.pk, serial=row.serial)
    assert sent is not None, "the code is no longer valid"
    return sent.secret


def wrong_code(right: str) -> str:
    """As many digits, but others."""
    return "".join(str((int(digit) + 1) % 10) for digit in right)


def type_code(user: User, purpose: str) -> None:
    """Type the running code rightly."""
    use_code(user, purpose=purpose, code=secret_of(user, purpose))

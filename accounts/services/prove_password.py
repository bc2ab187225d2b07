import secrets

from accounts.errors import WrongCredentials, WrongPassword
from accounts.models import OneTimeCode, User
from accounts.services.check_password import check_password
from accounts.states import CodeChannel, CodePurpose
from komship.lib import clock


def prove_password(user: User, password: str, *, ip: str) -> None:
    """Remember for ten minutes that this person typed her password; `spend_proof` uses it up.

    Raises WrongPassword, TooManyTries: a wrong one counts as a wrong sign-in.
    """
    try:
        check_password(user.username, password, ip=ip)
    except WrongCredentials as error:
        raise WrongPassword from error
    now = clock.now()
    proof = {
        "channel": CodeChannel.EMAIL,
        "address": user.email,
        "seed": secrets.token_hex(16),
        "sent_at": now,
        "expires_at": now,
        "confirmed_at": now,
        "spent_at": None,
    }
    OneTimeCode.objects.update_or_create(
        user=user,
        purpose=CodePurpose.PASSWORD,
        defaults=proof,
        create_defaults={**proof, "day_began_at": now},
    )

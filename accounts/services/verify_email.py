import contextlib

from django.db import transaction

from accounts.errors import CodeSentRecently, DeadLink, TooManyCodes
from accounts.models import Partner, User
from accounts.services.send_code import send_code
from accounts.services.starter_challenge import complete_mission
from accounts.services.use_link import use_link
from accounts.states import CodeChannel, CodePurpose, Mission
from komship.lib import clock


def verify_email(token: str) -> User:
    """Take a mailed link as proof of the address; ticks the mission of a new seller's challenge.

    Raises DeadLink, also when the person has another address by now.
    """
    with transaction.atomic():
        used = use_link(token, purpose=CodePurpose.VERIFY_EMAIL)
        mark_verified(used.user_id, used.address)
        return User.objects.get(pk=used.user_id)


def mark_verified(user_id: int, address: str) -> None:
    """Note that this person reads mail at her address. Raises DeadLink when it is not hers any more."""
    rows = User.objects.filter(pk=user_id, email=address)
    if not rows.exists():
        raise DeadLink
    rows.filter(email_verified_at__isnull=True).update(email_verified_at=clock.now())
    for partner_id in Partner.objects.filter(owner_id=user_id).values_list("pk", flat=True):
        complete_mission(partner_id, Mission.VERIFICATION)


def resend_verification(user: User | None) -> None:
    """Mail the verification link again, unless there is nobody to verify or one is under way.

    Says nothing about which of these it was: strangers may ask.
    """
    if user is None or not user.is_active or user.email_verified_at is not None:
        return
    with contextlib.suppress(CodeSentRecently, TooManyCodes):
        send_code(user, purpose=CodePurpose.VERIFY_EMAIL, channel=CodeChannel.EMAIL, address=user.email)

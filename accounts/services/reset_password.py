import contextlib

from django.db import transaction

from accounts.errors import CodeSentRecently, DeadLink, TooManyCodes
from accounts.models import User
from accounts.selectors.codes import live_link
from accounts.services._new_password import new_secret
from accounts.services.send_code import send_code
from accounts.services.sign_out import sign_out_everywhere
from accounts.services.use_link import use_link
from accounts.services.verify_email import mark_verified
from accounts.states import CodeChannel, CodePurpose
from komship.core.audit import Actor, record


def request_password_reset(email: str) -> None:
    """Mail a link to a new password, if this address has an account.

    Callers learn nothing either way: which addresses have accounts is nobody's business.
    """
    user = User.objects.by_login(email).filter(is_active=True).first() if "@" in email else None
    if user is None:
        return
    with contextlib.suppress(CodeSentRecently, TooManyCodes):
        send_code(user, purpose=CodePurpose.RESET_PASSWORD, channel=CodeChannel.EMAIL, address=user.email)


def reset_password(token: str, password: str) -> User:
    """Set a new password with a mailed link; all sessions of the person end.

    Who reads the mail owns the address, so it counts as verified. Raises DeadLink, InvalidInput for
    a weak password (the link then still works).
    """
    link = live_link(token, purpose=CodePurpose.RESET_PASSWORD)
    if link is None:
        raise DeadLink
    secret = new_secret(password, link.user)
    with transaction.atomic():
        used = use_link(token, purpose=CodePurpose.RESET_PASSWORD)
        User.objects.filter(pk=used.user_id).update(password=secret)
        mark_verified(used.user_id, used.address)
        sign_out_everywhere(used.user_id)
        user = User.objects.get(pk=used.user_id)
        actor = Actor(user_id=user.pk, label=user.username, channel="mail")
        record("password.reset", user, actor=actor)
    return user

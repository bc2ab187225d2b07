import contextlib

from django.db import transaction

from accounts.errors import CodeSentRecently, TooManyCodes
from accounts.models import Partner, User
from accounts.services.send_code import send_code
from accounts.services.use_link import use_link
from accounts.services.verify_email import mark_verified
from accounts.states import CodeChannel, CodePurpose
from komship.core.audit import Actor, record

_SWITCHES = {CodePurpose.USE_SHIPPING: "uses_shipping", CodePurpose.USE_FULFILMENT: "uses_fulfilment"}


def request_activation(email: str, *, purpose: CodePurpose) -> None:
    """Mail an existing seller the link that switches shipping or fulfilment on for her.

    Anybody may ask, so nothing is switched on before she follows it, and nobody learns whether the
    address has an account.
    """
    owner = User.objects.by_login(email).filter(is_active=True).first() if "@" in email else None
    if owner is None or not Partner.objects.filter(owner=owner).exists():
        return
    with contextlib.suppress(CodeSentRecently, TooManyCodes):
        send_code(owner, purpose=purpose, channel=CodeChannel.EMAIL, address=owner.email)


def activate_product(token: str, *, purpose: CodePurpose) -> User:
    """Switch shipping or fulfilment on for the partners of who followed the link. Raises DeadLink."""
    switch = _SWITCHES[purpose]
    with transaction.atomic():
        used = use_link(token, purpose=purpose)
        mark_verified(used.user_id, used.address)
        user = User.objects.get(pk=used.user_id)
        actor = Actor(user_id=user.pk, label=user.username, channel="mail")
        for partner in Partner.objects.filter(owner_id=used.user_id):
            Partner.objects.filter(pk=partner.pk).update(**{switch: True})
            record("partner.product_activated", partner, actor=actor, change=(None, {switch: True}))
    return user

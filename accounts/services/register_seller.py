import contextlib
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import CodeSentRecently, NameTaken, TooManyCodes
from accounts.models import AffiliateCoupon, Partner, Referral, User
from accounts.services._new_password import demand_strength
from accounts.services.create_user import NewUser
from accounts.services.open_member_account import generated_username
from accounts.services.register_partner import register_partner
from accounts.services.send_code import send_code
from accounts.states import CodeChannel, CodePurpose
from komship.core.audit import Actor
from komship.lib import clock

# Two people with the same name before the @ get other digits; this many clashes in a row do not happen.
_NAMES_TRIED = 5


@dataclass(frozen=True)
class Registration:
    """What a stranger types. Without a username one is made from the e-mail address.

    `affiliator_id` is the person who brought her, as a coupon named him; unknown ones are ignored.
    """

    full_name: str
    email: str
    phone: str
    password: str
    username: str = ""
    affiliator_id: int | None = None
    uses_shipping: bool = True
    uses_fulfilment: bool = False


def register_seller(data: Registration) -> Partner:
    """Open a seller's account, unverified, and mail her the link that verifies it.

    The account's name becomes the shop's until she changes it. Raises NameTaken, InvalidInput (also
    for a weak password), InvalidPhone.
    """
    demand_strength(data.password, User(username=data.username, email=data.email, full_name=data.full_name))
    with transaction.atomic():
        partner = _register(data)
        Partner.objects.filter(pk=partner.pk).update(
            uses_shipping=data.uses_shipping, uses_fulfilment=data.uses_fulfilment
        )
        _remember_affiliator(partner, data.affiliator_id)
        send_code(
            partner.owner,
            purpose=CodePurpose.VERIFY_EMAIL,
            channel=CodeChannel.EMAIL,
            address=partner.owner.email,
        )
    return partner


def register_quietly(data: Registration) -> None:
    """Like `register_seller`, but nobody learns whether the address has an account.

    Its owner does, by mail: she gets a link to a new password instead.
    """
    try:
        register_seller(data)
    except NameTaken:
        owner = User.objects.by_login(data.email).filter(is_active=True).first()
        if owner is None:
            raise
        with contextlib.suppress(CodeSentRecently, TooManyCodes):
            send_code(
                owner,
                purpose=CodePurpose.RESET_PASSWORD,
                channel=CodeChannel.EMAIL,
                address=owner.email,
            )


def _register(data: Registration) -> Partner:
    for left in reversed(range(_NAMES_TRIED)):
        username = data.username or generated_username(data.email)
        try:
            with transaction.atomic():
                return register_partner(
                    _new_user(data, username),
                    partner_name=data.full_name[:60],
                    actor=Actor(user_id=None, label=username, channel="registration"),
                )
        except NameTaken as taken:
            if data.username or taken.details["field"] == "email" or not left:
                raise
    raise AssertionError("unreachable")


def _new_user(data: Registration, username: str) -> NewUser:
    return NewUser(
        username=username,
        email=data.email,
        password=data.password,
        full_name=data.full_name,
        phone=data.phone,
    )


def _remember_affiliator(partner: Partner, affiliator_id: int | None) -> None:
    known = AffiliateCoupon.objects.filter(affiliator_id=affiliator_id, ended_at__isnull=True)
    if affiliator_id is not None and known.exists():
        Referral.objects.create(partner=partner, affiliator_id=affiliator_id, created_at=clock.now())

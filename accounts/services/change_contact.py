from django.db import IntegrityError, transaction

from accounts.errors import AddressTaken, SameAddress
from accounts.models import User
from accounts.selectors.contacts import email_is_used
from accounts.services.send_code import CodeSent, send_code
from accounts.services.sign_out import sign_out_everywhere
from accounts.services.spend_proof import spend_proof
from accounts.services.use_link import use_link
from accounts.states import CodeChannel, CodePurpose
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.phone import normalize_phone


def send_contact_code(user: User, *, purpose: CodePurpose, channel: CodeChannel, address: str) -> CodeSent:
    """A code to a new e-mail or phone number, to prove that it is hers.

    Raises AddressTaken, InvalidPhone, and what `send_code` raises.
    """
    is_email = purpose == CodePurpose.EMAIL
    clean = _free_email(user, address) if is_email else normalize_phone(address)
    return send_code(user, purpose=purpose, channel=channel, address=clean)


def change_email(user: User, email: str, *, actor: Actor) -> None:
    """Set a new e-mail after two codes: one to who she was, one to the new address.

    All her sessions end: clients ask her to sign in again. Raises NotProven, AddressTaken.
    """
    address = email.strip().lower()
    with transaction.atomic():
        spend_proof(user.pk, purpose=CodePurpose.IDENTITY)
        spend_proof(user.pk, purpose=CodePurpose.EMAIL, address=address)
        _store_email(user, address, actor)


def change_phone(user: User, phone: str, *, actor: Actor) -> None:
    """Set a new phone number after two codes, like `change_email`. Raises NotProven, InvalidPhone."""
    number = normalize_phone(phone)
    with transaction.atomic():
        spend_proof(user.pk, purpose=CodePurpose.IDENTITY)
        spend_proof(user.pk, purpose=CodePurpose.PHONE, address=number)
        _store_phone(user, number, actor)
        sign_out_everywhere(user.pk)


def change_phone_by_password(user: User, phone: str, *, actor: Actor) -> None:
    """The older way: her password and a code to the new number. Raises NotProven, InvalidPhone."""
    number = normalize_phone(phone)
    with transaction.atomic():
        spend_proof(user.pk, purpose=CodePurpose.PASSWORD)
        spend_proof(user.pk, purpose=CodePurpose.PHONE, address=number)
        _store_phone(user, number, actor)


def request_email_link(user: User, email: str) -> None:
    """Mail a link to the new address, for who typed her password a moment ago.

    Nothing changes before it is followed. Raises SameAddress, AddressTaken, NotProven,
    CodeSentRecently, TooManyCodes.
    """
    if email.strip().lower() == user.email:
        raise SameAddress
    address = _free_email(user, email)
    with transaction.atomic():
        spend_proof(user.pk, purpose=CodePurpose.PASSWORD)
        send_code(user, purpose=CodePurpose.CHANGE_EMAIL, channel=CodeChannel.EMAIL, address=address)


def follow_email_link(token: str) -> User:
    """Set the address the link was sent to. Raises DeadLink, AddressTaken."""
    with transaction.atomic():
        used = use_link(token, purpose=CodePurpose.CHANGE_EMAIL)
        user = User.objects.get(pk=used.user_id)
        _store_email(user, used.address, Actor(user_id=user.pk, label=user.username, channel="mail"))
    return user


def _free_email(user: User, email: str) -> str:
    address = email.strip().lower()
    if email_is_used(address, except_user_id=user.pk):
        raise AddressTaken
    return address


def _store_email(user: User, address: str, actor: Actor) -> None:
    before = user.email
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=address, email_verified_at=clock.now())
    except IntegrityError as error:
        # The unique index decides: somebody may have registered with it since the code was sent.
        raise AddressTaken from error
    sign_out_everywhere(user.pk)
    record("user.email_changed", user, actor=actor, change=({"email": before}, {"email": address}))


def _store_phone(user: User, number: str, actor: Actor) -> None:
    before = user.phone
    User.objects.filter(pk=user.pk).update(phone=number)
    record("user.phone_changed", user, actor=actor, change=({"phone": before}, {"phone": number}))

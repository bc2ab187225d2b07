from accounts.models import AffiliateCoupon, Partner, User
from komship.lib.errors import InvalidInput
from komship.lib.phone import normalize_phone


def email_is_used(email: str, *, except_user_id: int = 0) -> bool:
    """Whether somebody else has this e-mail address, in any letter case."""
    return User.objects.filter(email=email.strip().lower()).exclude(pk=except_user_id).exists()


def phone_is_used(phone: str, *, except_user_id: int = 0) -> bool:
    """Whether somebody else has this phone number; what is no number is nobody's."""
    try:
        number = normalize_phone(phone)
    except InvalidInput:
        return False
    return User.objects.filter(phone=number).exclude(pk=except_user_id).exists()


def person_with_email(email: str) -> User | None:
    """The person with this address, her account open or closed."""
    return User.objects.filter(email=email.strip().lower()).first()


def owned_partner(user_id: int) -> Partner | None:
    """The partner this person owns."""
    return Partner.objects.filter(owner_id=user_id).order_by("pk").first()


def live_coupon(name: str) -> AffiliateCoupon | None:
    """The running coupon of this name, in any letter case."""
    rows = AffiliateCoupon.objects.select_related("affiliator")
    return rows.filter(name=name.strip().upper(), ended_at__isnull=True).first()

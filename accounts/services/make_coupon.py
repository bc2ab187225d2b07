import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import AffiliateCoupon, User
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import InvalidInput

# What clients let people type.
_NAME = re.compile(r"[A-Z0-9]{4,30}")


def make_coupon(name: str, *, affiliator: User, actor: Actor) -> AffiliateCoupon:
    """A word that names who brought a new seller. Raises InvalidInput (`name`)."""
    word = clean_coupon_name(name)
    try:
        with transaction.atomic():
            coupon = AffiliateCoupon.objects.create(name=word, affiliator=affiliator, created_at=clock.now())
            record("coupon.made", coupon, actor=actor, change=(None, {"name": word}))
    except IntegrityError as error:
        text = _("Kupon ini sudah ada.")
        raise InvalidInput(text, fields={"name": [text]}) from error
    return coupon


def clean_coupon_name(name: str) -> str:
    """The name as it is kept. Raises InvalidInput (`name`)."""
    word = name.strip().upper()
    if not _NAME.fullmatch(word):
        text = _("Kupon terdiri dari 4 sampai 30 huruf dan angka.")
        raise InvalidInput(text, fields={"name": [text]})
    return word

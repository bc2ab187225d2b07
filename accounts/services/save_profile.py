from django.db import transaction

from accounts.selectors.access import PartnerAccess
from accounts.services.save_business import BusinessInput, save_business
from accounts.services.save_logo import check_logo, save_logo
from accounts.services.save_person import PersonInput, save_person
from komship.core.audit import Actor


def save_profile(
    person: PersonInput,
    *,
    access: PartnerAccess,
    business: BusinessInput | None,
    logo: bytes | None,
    actor: Actor,
) -> None:
    """Store a person, her business and its logo from one form: all of it, or nothing.

    Raises InvalidInput, PartnerNotServed.
    """
    if logo is not None:
        check_logo(logo)
    with transaction.atomic():
        save_person(person, user_id=access.user_id, actor=actor)
        if business is not None:
            save_business(business, partner_id=access.partner_id, actor=actor)
    if logo is not None:
        save_logo(access.partner_id, logo, actor=actor)

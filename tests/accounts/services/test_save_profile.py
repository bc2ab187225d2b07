import pytest

from accounts.models import Partner, User
from accounts.selectors.access import resolve_access
from accounts.services.save_business import BusinessInput
from accounts.services.save_person import PersonInput
from accounts.services.save_profile import save_profile
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput
from tests.factories.pictures import picture

NOWHERE = BusinessInput(name="Melati", phone="081298765432", city="Atlantis")


@pytest.mark.parametrize(("business", "logo"), [(NOWHERE, picture()), (None, b"no picture")])
def test_all_of_it_or_nothing(
    siti: User, siti_partner: Partner, business: BusinessInput | None, logo: bytes
) -> None:
    person = PersonInput(full_name="Nama Baru")
    with pytest.raises(InvalidInput):
        save_profile(person, access=resolve_access(siti.pk), business=business, logo=logo, actor=SYSTEM)
    siti.refresh_from_db()
    siti_partner.refresh_from_db()
    assert (siti.full_name, siti_partner.business_logo_url) == ("Siti", "")


def test_person_and_logo(siti: User, siti_partner: Partner) -> None:
    person = PersonInput(full_name="Nama Baru")
    save_profile(person, access=resolve_access(siti.pk), business=None, logo=picture(), actor=SYSTEM)
    siti.refresh_from_db()
    siti_partner.refresh_from_db()
    assert (siti.full_name, siti_partner.business_logo_url != "") == ("Nama Baru", True)

import pytest

from accounts.models import User
from accounts.selectors.contacts import live_coupon
from accounts.services import make_coupon
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput


def test_coupon_is_found_in_any_case(rina: User) -> None:
    make_coupon(" rina2026 ", affiliator=rina, actor=SYSTEM)
    found = live_coupon("Rina2026")
    assert found is not None
    assert (found.name, found.affiliator) == ("RINA2026", rina)


@pytest.mark.parametrize("name", ["", "abc", "RINA2026", "a b c d", "x" * 31, "kupön"])
def test_names_no_coupon_can_have(rina: User, name: str) -> None:
    make_coupon("rina2026", affiliator=rina, actor=SYSTEM)
    with pytest.raises(InvalidInput):
        make_coupon(name, affiliator=rina, actor=SYSTEM)

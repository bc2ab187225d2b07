from accounts.models import User
from accounts.selectors.tokens import live_token
from accounts.services import Device, sign_in, sign_out, sign_out_everywhere
from tests.factories.accounts import PASSWORD


def tokens(user: User, count: int) -> list[str]:
    return [sign_in(user.username, PASSWORD, device=Device()).token for _ in range(count)]


def test_ends_this_device_only(siti: User) -> None:
    first, second = tokens(siti, 2)
    row = live_token(first)
    assert row is not None
    sign_out(row)
    sign_out(row)
    assert live_token(first) is None
    assert live_token(second) is not None


def test_ends_all_others(siti: User, rina: User) -> None:
    first, second, third = tokens(siti, 3)
    (stranger,) = tokens(rina, 1)
    assert sign_out_everywhere(siti.pk, keep=live_token(second)) == 2
    assert [live_token(raw) is not None for raw in (first, second, third, stranger)] == [
        False,
        True,
        False,
        True,
    ]
    assert sign_out_everywhere(siti.pk) == 1

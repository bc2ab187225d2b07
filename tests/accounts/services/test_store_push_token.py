from accounts.models import AccessToken, User
from accounts.services import Device, sign_in, store_push_token
from tests.factories.accounts import PASSWORD


def test_push_token_moves_to_the_last_device(siti: User, rina: User) -> None:
    for user in (siti, rina):
        sign_in(user.username, PASSWORD, device=Device(ip="10.0.0.1"))
        store_push_token(AccessToken.objects.get(user=user), "push-1")
    assert AccessToken.objects.get(user=siti).push_token == ""
    assert AccessToken.objects.get(user=rina).push_token == "push-1"
    store_push_token(AccessToken.objects.get(user=rina), "")
    assert AccessToken.objects.get(user=rina).push_token == ""

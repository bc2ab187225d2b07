from django.db import transaction

from accounts.models import AccessToken


def store_push_token(token: AccessToken, push_token: str) -> None:
    """Send push messages of this person to this device from now on; it had another person's before."""
    with transaction.atomic():
        if push_token:
            AccessToken.objects.filter(push_token=push_token).exclude(pk=token.pk).update(push_token="")
        AccessToken.objects.filter(pk=token.pk).update(push_token=push_token)

from accounts.models import AccessToken


def sign_out(token: AccessToken) -> None:
    """End the session of this device only. Harmless when it has ended already."""
    AccessToken.objects.filter(pk=token.pk).delete()


def sign_out_everywhere(user_id: int, *, keep: AccessToken | None = None) -> int:
    """End all sessions of a person, but for `keep`; returns how many."""
    rows = AccessToken.objects.filter(user_id=user_id)
    if keep is not None:
        rows = rows.exclude(pk=keep.pk)
    return int(rows.delete()[0])

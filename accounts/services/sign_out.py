from accounts.models import AccessToken
from accounts.services.browser_sessions import end_browsers


def sign_out(token: AccessToken) -> None:
    """End the session of this device only. Harmless when it has ended already."""
    AccessToken.objects.filter(pk=token.pk).delete()


def end_device(user_id: int, token_id: str) -> bool:
    """Sign a device of this person out from afar; False when there is none of this id."""
    return bool(AccessToken.objects.filter(pk=token_id, user_id=user_id).delete()[0])


def sign_out_everywhere(user_id: int, *, keep: AccessToken | None = None, keep_browser: str = "") -> int:
    """End all sessions of a person, apps and browsers, but for those to keep; returns how many."""
    rows = AccessToken.objects.filter(user_id=user_id)
    if keep is not None:
        rows = rows.exclude(pk=keep.pk)
    return int(rows.delete()[0]) + end_browsers(user_id, keep=keep_browser)

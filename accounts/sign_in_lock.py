"""django-axes' hooks, answered with the counts of our own sign-in."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.http import HttpRequest

from accounts.errors import TooManyTries
from accounts.services import give_back_try, reserve_try
from komship.web.client_address import client_address


class SignInLock(AxesDatabaseHandler):
    """Guards `django.contrib.auth.authenticate`, should anything call it, with the limits of /masuk/.

    Our own doors use `accounts.services.check_password`, which counts by itself.
    """

    def is_allowed(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        login = self._login(credentials)
        try:
            reserve_try(login, client_address(request))
        except TooManyTries:
            return False
        request.reserved_login = login  # type: ignore[attr-defined]
        return True

    def user_login_failed(self, *args: Any, **kwargs: Any) -> None:
        """Counted already, before the look."""

    def user_logged_in(self, sender: object, request: HttpRequest, user: object, **kwargs: Any) -> None:
        login = getattr(request, "reserved_login", None)
        if login is not None:
            give_back_try(login, client_address(request))

    def user_logged_out(self, *args: Any, **kwargs: Any) -> None:
        """Nothing was counted."""

    @staticmethod
    def _login(credentials: dict[str, Any] | None) -> str:
        return str((credentials or {}).get("username") or "")

"""What happens around every request of a signed-in browser."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_otp import login as remember_second_factor

from accounts.models import User
from accounts.services import Device
from accounts.services.browser_sessions import note_browser, touch_browser
from accounts.services.sign_in import session_life
from komship.lib import clock
from komship.web.client_address import client_address

# axes guards the sign-in, it knows nobody: people are looked up by the plain backend.
BACKEND = "django.contrib.auth.backends.ModelBackend"
SEEN = "browser_seen_at"
TOUCH_EVERY = timedelta(hours=1)


def enter(request: HttpRequest, user: User, *, second_factor: Any = None) -> None:
    """Sign a person in who has proved who she is, and list her browser."""
    login(request, user, backend=BACKEND)
    if second_factor is not None:
        remember_second_factor(request, second_factor)
    request.session.set_expiry(session_life(user))
    note_again(request, user)


def note_again(request: HttpRequest, user: User) -> None:
    """List this browser under the session it has now."""
    request.session[SEEN] = clock.now().isoformat()
    device = Device(ip=client_address(request) or None, user_agent=request.headers.get("User-Agent", ""))
    note_browser(user, request.session.session_key or "", device=device)


class BrowserSessionMiddleware:
    """Keeps "last seen" of listed browsers, and operators out of the admin without a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._needs_second_factor(request):
            return HttpResponseRedirect(reverse("accounts:second_step"))
        response = self.get_response(request)
        self._touch(request)
        return response

    @staticmethod
    def _needs_second_factor(request: HttpRequest) -> bool:
        if not request.path.startswith("/admin/"):
            return False
        user: Any = request.user
        return user.is_authenticated and user.is_staff and not user.is_verified()

    @staticmethod
    def _touch(request: HttpRequest) -> None:
        # Looking into a session nobody needed would load it for every API call.
        if not request.session.accessed or SEEN not in request.session:
            return
        seen = clock.parse_iso(request.session[SEEN])
        if clock.now() - seen < TOUCH_EVERY or request.session.session_key is None:
            return
        request.session[SEEN] = clock.now().isoformat()
        touch_browser(request.session.session_key)

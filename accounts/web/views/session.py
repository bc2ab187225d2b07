from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.services import check_password
from accounts.services.sign_in import session_life
from accounts.web.forms import SignInForm
from komship.web.client_address import client_address
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to

# axes guards the sign-in, it knows nobody: people are looked up by the plain one.
BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door for sellers, their staff and operators."""
    if request.user.is_authenticated and request.method != "POST":
        return go_to(request, landing(request, request.user))
    form = SignInForm(request.POST or None)

    def enter(values: dict[str, Any]) -> Done:
        user = check_password(values["login"], values["password"], ip=client_address(request))
        login(request, user, backend=BACKEND)
        request.session.set_expiry(session_life(user))
        return Done(landing(request, user))

    done = submit(request, form, enter)
    if done is not None:
        return done
    next_url = request.POST.get("next") or request.GET.get("next", "")
    return form_answer(request, form, "accounts/sign_in.html", context={"next": next_url})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return go_to(request, reverse("accounts:sign_in"), text=_("Kamu sudah keluar."))


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Operators use the same door, so that the same limits on wrong passwords hold for them."""
    wanted = request.GET.get("next") or reverse("admin:index")
    if request.user.is_authenticated and not request.user.is_staff:
        return go_to(request, reverse("accounts:no_partner"))
    return go_to(request, f"{reverse('accounts:sign_in')}?{urlencode({'next': wanted})}")


def landing(request: HttpRequest, user: User) -> str:
    """Where the person was going, if that is a page of ours; else her home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:index") if user.is_staff else "/"

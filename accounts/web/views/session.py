from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.selectors.people import person
from accounts.selectors.second_factor import has_second_factor, needs_second_factor
from accounts.services import (
    begin_second_factor,
    check_password,
    confirm_second_factor,
    forget_browser,
    use_second_factor,
)
from accounts.states import Role
from accounts.web.browser_sessions import enter
from accounts.web.forms import SignInForm
from accounts.web.session_forms import AppCodeForm, SecondFactorForm
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.lazy import lazy
from komship.web.client_address import client_address
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to

if TYPE_CHECKING:
    import segno
else:
    segno = lazy("segno")

# Who typed the right password and still owes a code, since when, and where she was going.
HALF = "half_signed_in"
HALF_LASTS = timedelta(minutes=10)
# Whose mail is waited for, and backup codes that are shown once.
MAIL_FOR, FRESH_CODES = "mail_for", "fresh_backup_codes"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door for sellers, their staff and operators."""
    if request.user.is_authenticated and request.method != "POST":
        return go_to(request, landing(request, request.user))
    form = SignInForm(request.POST or None)

    def check(values: dict[str, Any]) -> Done:
        user = check_password(values["login"], values["password"], ip=client_address(request))
        if needs_second_factor(user):
            moment = clock.now().isoformat()
            request.session[HALF] = {"user": user.pk, "at": moment, "next": landing(request, user)}
            return Done(reverse("accounts:second_step"))
        if user.email_verified_at is None and user.role in (Role.SELLER, Role.HIRED_CS):
            request.session[MAIL_FOR] = user.email
            text = _("E-mailmu belum terverifikasi. Buka tautan di e-mail dari kami dulu.")
            return Done(reverse("accounts:check_mail"), text, tone="warning")
        enter(request, user)
        return Done(landing(request, user))

    done = submit(request, form, check)
    if done is not None:
        return done
    next_url = request.POST.get("next") or request.GET.get("next", "")
    return form_answer(request, form, "accounts/sign_in.html", context={"next": next_url})


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code after the password; operators who have no app yet are led to setting one up."""
    user, wanted = _half_signed_in(request)
    if user is None:
        return go_to(request, reverse("accounts:sign_in"))
    if not has_second_factor(user.pk):
        return go_to(request, reverse("accounts:set_up_second_factor"))
    form = SecondFactorForm(request.POST or None)

    def check(values: dict[str, Any]) -> Done:
        device = use_second_factor(user, values["code"], ip=client_address(request))
        enter(request, user, second_factor=device)
        request.session.pop(HALF, None)
        return Done(wanted)

    done = submit(request, form, check)
    return done or form_answer(request, form, "accounts/second_step.html")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """An operator's first sign-in: nothing opens before her app shows the right code."""
    user, wanted = _half_signed_in(request)
    if user is None or has_second_factor(user.pk):
        return go_to(request, reverse("accounts:second_step" if user else "accounts:sign_in"))
    form = AppCodeForm(request.POST or None)
    enrolment = begin_second_factor(user)

    def confirm(values: dict[str, Any]) -> Done:
        actor = Actor(user_id=user.pk, label=user.username, channel="web")
        address = client_address(request)
        device, codes = confirm_second_factor(user, values["code"], ip=address, actor=actor)
        enter(request, user, second_factor=device)
        request.session.pop(HALF, None)
        request.session[FRESH_CODES] = {"codes": codes, "next": wanted}
        return Done(reverse("accounts:backup_codes"))

    context = {"qr": qr_code(enrolment.uri), "secret": enrolment.secret}
    done = submit(request, form, confirm)
    return done or form_answer(request, form, "accounts/second_factor_setup.html", context=context)


@never_cache
@require_safe
def backup_codes(request: HttpRequest) -> HttpResponse:
    """Codes for a lost phone, shown until the person leaves the page."""
    fresh = request.session.get(FRESH_CODES)
    if fresh is None or not request.user.is_authenticated:
        return go_to(request, "/")
    return render(request, "accounts/backup_codes.html", fresh)


@require_POST
def codes_kept(request: HttpRequest) -> HttpResponse:
    """The codes are written down; from now on nobody sees them again."""
    fresh = request.session.pop(FRESH_CODES, None)
    return go_to(request, fresh["next"] if fresh else "/")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    forget_browser(request.session.session_key or "")
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


def qr_code(uri: str) -> SafeString:
    """Black on white in every theme: cameras read it that way."""
    drawing = segno.make(uri, error="m").svg_inline(
        scale=5, border=3, dark="#000", light="#fff", omitsize=True
    )
    return SafeString(drawing)


def _half_signed_in(request: HttpRequest) -> tuple[User | None, str]:
    """Who owes a code and where she goes then; also an operator whose session has none yet."""
    half = request.session.get(HALF)
    if half and clock.now() - clock.parse_iso(half["at"]) <= HALF_LASTS:
        return person(half["user"]), half["next"]
    user: Any = request.user
    if user.is_authenticated and user.is_staff and not user.is_verified():
        return person(user.pk), reverse("admin:index")
    return None, ""

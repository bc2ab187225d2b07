"""Pages for people who are not signed in: an account, a verified address, a forgotten password."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import TooManyTries
from accounts.models import User
from accounts.selectors.codes import live_link
from accounts.selectors.contacts import live_coupon, person_with_email
from accounts.services import (
    Registration,
    activate_product,
    follow_email_link,
    register_quietly,
    request_password_reset,
    resend_verification,
    reset_password,
    verify_email,
)
from accounts.states import CodePurpose
from accounts.web.session_forms import EmailForm, RegisterForm, TwicePasswordForm
from accounts.web.views.session import MAIL_FOR
from komship.api.throttling import within_limit
from komship.lib.errors import DomainError, InvalidInput
from komship.web.client_address import client_address
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to


@dataclass(frozen=True)
class LinkPage:
    """What a mailed link is for. Opening it changes nothing: mail scanners open links, too."""

    heading: str | Promise
    button: str | Promise
    done: str | Promise
    run: Callable[[str], User]


def _switch_on(purpose: CodePurpose) -> Callable[[str], User]:
    return lambda token: activate_product(token, purpose=purpose)


LINK_PAGES = {
    CodePurpose.VERIFY_EMAIL: LinkPage(
        _lazy("Verifikasi e-mail"),
        _lazy("Verifikasi e-mail saya"),
        _lazy("E-mailmu terverifikasi."),
        verify_email,
    ),
    CodePurpose.CHANGE_EMAIL: LinkPage(
        _lazy("Ganti e-mail"), _lazy("Pakai e-mail ini"), _lazy("E-mailmu sudah diganti."), follow_email_link
    ),
    CodePurpose.USE_SHIPPING: LinkPage(
        _lazy("Aktifkan Komship"),
        _lazy("Aktifkan Komship"),
        _lazy("Komship sudah aktif."),
        _switch_on(CodePurpose.USE_SHIPPING),
    ),
    CodePurpose.USE_FULFILMENT: LinkPage(
        _lazy("Aktifkan Kompack"),
        _lazy("Aktifkan Kompack"),
        _lazy("Kompack sudah aktif."),
        _switch_on(CodePurpose.USE_FULFILMENT),
    ),
}


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Open an account. The next page is the same for known addresses: only their mail differs."""
    form = RegisterForm(request.POST or None)

    def open_account(values: dict[str, Any]) -> Done:
        coupon = live_coupon(values["coupon"]) if values["coupon"] else None
        if values["coupon"] and coupon is None:
            text = _("Kupon tidak dikenal.")
            raise InvalidInput(text, fields={"coupon": [text]})
        _limit(request)
        register_quietly(
            Registration(
                full_name=values["full_name"],
                email=values["email"],
                phone=values["phone"],
                password=values["password"],
                affiliator_id=coupon.affiliator_id if coupon else None,
            )
        )
        request.session[MAIL_FOR] = values["email"]
        return Done(reverse("accounts:check_mail"))

    done = submit(request, form, open_account)
    return done or form_answer(request, form, "accounts/register.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_mail(request: HttpRequest) -> HttpResponse:
    """Waits for a link to be followed; POST sends the verification again."""
    address = request.session.get(MAIL_FOR)
    if address is None:
        return go_to(request, reverse("accounts:sign_in"))
    if request.method == "POST":
        try:
            _limit(request)
        except TooManyTries as refused:
            return go_to(request, request.path, text=refused.message, tone="warning")
        resend_verification(person_with_email(address))
        text = _("Kalau masih perlu, e-mailnya kami kirim lagi. Jarak antar kiriman 60 detik.")
        return go_to(request, request.path, text=text, tone="info")
    return render(request, "accounts/check_mail.html", {"email": address})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    """Mails a link, if the address has an account; the answer does not say."""
    form = EmailForm(request.POST or None)

    def ask(values: dict[str, Any]) -> Done:
        _limit(request)
        request_password_reset(values["email"])
        return Done(reverse("accounts:reset_sent"))

    done = submit(request, form, ask)
    return done or form_answer(request, form, "accounts/forgot_password.html")


@require_safe
def reset_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/reset_sent.html")


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Where the mailed link leads: a new password, after which everybody signs in anew."""
    token = request.POST.get("code") or request.GET.get("code", "")
    if live_link(token.replace("\x00", ""), purpose=CodePurpose.RESET_PASSWORD) is None:
        return render(request, "accounts/dead_link.html", status=410)
    form = TwicePasswordForm(request.POST or None)

    def store(values: dict[str, Any]) -> Done:
        reset_password(token, values["password"])
        return Done(reverse("accounts:sign_in"), _("Kata sandi baru tersimpan. Silakan masuk."))

    done = submit(request, form, store)
    return done or form_answer(request, form, "accounts/new_password.html", context={"code": token})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_link(request: HttpRequest, token: str, purpose: CodePurpose) -> HttpResponse:
    """A mailed link with one button."""
    page = LINK_PAGES[purpose]
    if live_link(token, purpose=purpose) is None:
        return render(request, "accounts/dead_link.html", status=410)
    if request.method != "POST":
        return render(request, "accounts/follow_link.html", {"page": page})
    try:
        page.run(token)
    except DomainError as refused:
        return render(request, "accounts/dead_link.html", {"reason": refused.message}, status=410)
    home = "/" if request.user.is_authenticated else reverse("accounts:sign_in")
    return go_to(request, home, text=str(page.done))


def _limit(request: HttpRequest) -> None:
    """The API's limit for what sends mail to an address anybody may type, shared with it."""
    if not within_limit("mail", client_address(request)):
        _most, window_s = settings.API_LIMITS["mail"]
        raise TooManyTries(minutes=window_s // 60)

"""/pengaturan/keamanan/: password, PIN, second factor, devices."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import WrongPin
from accounts.selectors.pin import has_pin
from accounts.selectors.second_factor import backup_codes_left, has_second_factor
from accounts.selectors.tokens import browsers, devices
from accounts.services import (
    begin_second_factor,
    change_password,
    change_pin,
    check_pin,
    confirm_second_factor,
    end_browser,
    end_device,
    forget_pin,
    remove_second_factor,
    renew_backup_codes,
    send_code,
    set_pin,
    sign_out_everywhere,
)
from accounts.states import CodeChannel, CodePurpose
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.browser_sessions import note_again
from accounts.web.devices import device_rows
from accounts.web.session_forms import (
    AppCodeForm,
    ChangePasswordForm,
    ChangePinForm,
    ForgottenPinForm,
    NewPinForm,
    SecondFactorForm,
)
from accounts.web.views.session import FRESH_CODES, qr_code
from komship.lib.errors import DomainError
from komship.web.client_address import client_address
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to

FORM_PAGE = "accounts/security_form.html"


@partner_required
@require_safe
def security(request: SellerRequest) -> HttpResponse:
    user_id = request.user.pk
    context = {
        "has_pin": has_pin(user_id),
        "has_second_factor": has_second_factor(user_id),
        "backup_codes_left": backup_codes_left(user_id),
        "devices": device_rows(
            list(devices(user_id)), list(browsers(user_id)), session_key=request.session.session_key or ""
        ),
    }
    return render(request, "accounts/security.html", context)


@sensitive_post_parameters("old_password", "password", "again")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SellerRequest) -> HttpResponse:
    """Other devices have to sign in again; this browser stays."""
    form = ChangePasswordForm(request.POST or None)

    def change(values: dict[str, Any]) -> Done:
        user = change_password(
            request.user, old=values["old_password"], new=values["password"], ip=client_address(request)
        )
        update_session_auth_hash(request, user)
        note_again(request, user)
        return _home(_("Kata sandi diganti. Perangkat lain harus masuk lagi."))

    context = {"title": _("Ganti kata sandi"), "button": _("Simpan")}
    done = submit(request, form, change)
    return done or form_answer(request, form, FORM_PAGE, context=context)


@sensitive_post_parameters("old_pin", "pin", "again")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: SellerRequest) -> HttpResponse:
    """The first PIN, or another one in place of the old."""
    known = has_pin(request.user.pk)
    form = (ChangePinForm if known else NewPinForm)(request.POST or None)

    def store(values: dict[str, Any]) -> Done:
        if known:
            if not check_pin(request.user.pk, values["old_pin"]).is_match:
                raise WrongPin
            change_pin(request.user.pk, values["pin"], actor=web_actor(request))
        else:
            set_pin(request.user.pk, values["pin"], actor=web_actor(request))
        return _home(_("PIN tersimpan."))

    context = {
        "title": _("Ganti PIN") if known else _("Buat PIN"),
        "lead": _("PIN menjaga penarikan saldo dan rekening bank."),
        "button": _("Simpan"),
        "other_url": reverse("accounts:forgotten_pin") if known else "",
        "other_label": _("Lupa PIN?"),
    }
    done = submit(request, form, store)
    return done or form_answer(request, form, FORM_PAGE, context=context)


@sensitive_post_parameters("code", "pin", "again")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_pin(request: SellerRequest) -> HttpResponse:
    """A code by mail, then another PIN."""
    if not has_pin(request.user.pk):
        return go_to(request, reverse("accounts:pin"))
    if request.method == "POST" and "send" in request.POST:
        return _send_pin_code(request)
    form = ForgottenPinForm(request.POST or None)

    def store(values: dict[str, Any]) -> Done:
        forget_pin(request.user, values["pin"], code=values["code"], actor=web_actor(request))
        return _home(_("PIN baru tersimpan."))

    context = {
        "title": _("Lupa PIN"),
        "lead": _("Minta kode ke %(email)s, lalu buat PIN baru.") % {"email": request.user.email},
        "button": _("Simpan PIN baru"),
        "send_label": _("Kirim kode ke e-mail"),
    }
    done = submit(request, form, store)
    return done or form_answer(request, form, FORM_PAGE, context=context)


@sensitive_post_parameters("code")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: SellerRequest) -> HttpResponse:
    """Set it up; or, when it is there, fresh backup codes and the way back."""
    if has_second_factor(request.user.pk):
        return _manage_second_factor(request)
    form = AppCodeForm(request.POST or None)
    enrolment = begin_second_factor(request.user)

    def confirm(values: dict[str, Any]) -> Done:
        _device, codes = confirm_second_factor(
            request.user, values["code"], ip=client_address(request), actor=web_actor(request)
        )
        return _show_codes(request, codes)

    context = {"qr": qr_code(enrolment.uri), "secret": enrolment.secret}
    done = submit(request, form, confirm)
    return done or form_answer(request, form, "accounts/second_factor.html", context=context)


@partner_required
@require_POST
def end_one(request: SellerRequest, kind: str, key: str) -> HttpResponse:
    """Sign one device out from afar; somebody else's does not exist."""
    user_id = request.user.pk
    if kind == "app":
        ended = end_device(user_id, key[:128])
    else:
        ended = key.isascii() and key.isdigit() and len(key) <= 18 and end_browser(user_id, int(key))
    if not ended:
        raise Http404
    return go_to(request, reverse("accounts:security"), text=_("Perangkat itu sudah keluar."))


@partner_required
@require_POST
def end_others(request: SellerRequest) -> HttpResponse:
    """Sign every other device and browser out."""
    ended = sign_out_everywhere(request.user.pk, keep_browser=request.session.session_key or "")
    text = _("%(count)d perangkat lain sudah keluar.") % {"count": ended}
    return go_to(request, reverse("accounts:security"), text=text)


def _manage_second_factor(request: SellerRequest) -> HttpResponse:
    form = SecondFactorForm(request.POST or None)

    def change(values: dict[str, Any]) -> Done:
        door: dict[str, Any] = {"ip": client_address(request), "actor": web_actor(request)}
        if "remove" not in request.POST:
            return _show_codes(request, renew_backup_codes(request.user, values["code"], **door))
        remove_second_factor(request.user, values["code"], **door)
        return _home(_("Verifikasi dua langkah dimatikan."))

    done = submit(request, form, change)
    return done or form_answer(request, form, "accounts/second_factor_on.html")


def _show_codes(request: SellerRequest, codes: list[str]) -> Done:
    request.session[FRESH_CODES] = {"codes": codes, "next": reverse("accounts:security")}
    return Done(reverse("accounts:backup_codes"))


def _send_pin_code(request: SellerRequest) -> HttpResponse:
    user = request.user
    try:
        send_code(user, purpose=CodePurpose.PIN_RESET, channel=CodeChannel.EMAIL, address=user.email)
    except DomainError as refused:
        return go_to(request, request.path, text=refused.message, tone="warning")
    return go_to(request, request.path, text=_("Kode dikirim. Berlaku 5 menit."), tone="info")


def _home(text: str) -> Done:
    return Done(reverse("accounts:security"), text)

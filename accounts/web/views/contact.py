"""Another name to sign in with, another e-mail, another phone number."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.services import (
    change_phone_by_password,
    change_username,
    prove_password,
    request_email_link,
    send_contact_code,
    use_code,
)
from accounts.states import CodeChannel, CodePurpose
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.session_forms import NewEmailForm, NewPhoneForm, PhoneCodeForm, UsernameForm
from komship.lib.phone import local_phone
from komship.web.client_address import client_address
from komship.web.forms import Done, KomshipForm, form_answer, submit

FORM_PAGE = "accounts/security_form.html"
# The number a code was sent to, until it is typed.
NEW_PHONE = "new_phone"


@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def username(request: SellerRequest) -> HttpResponse:
    form = UsernameForm(request.POST or None, initial={"username": request.user.username})

    def change(values: dict[str, Any]) -> Done:
        change_username(request.user, values["username"], actor=web_actor(request))
        return Done(reverse("accounts:security"), _("Nama pengguna diganti."))

    context = {
        "title": _("Nama pengguna"),
        "lead": _("Hanya bisa diganti satu kali."),
        "button": _("Ganti"),
    }
    done = submit(request, form, change)
    return done or form_answer(request, form, FORM_PAGE, context=context)


@sensitive_post_parameters("old_password")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def email(request: SellerRequest) -> HttpResponse:
    """The password, then a link to the new address; nothing changes before it is followed."""
    form = NewEmailForm(request.POST or None)

    def ask(values: dict[str, Any]) -> Done:
        prove_password(request.user, values["old_password"], ip=client_address(request))
        request_email_link(request.user, values["email"])
        text = _("Buka tautan yang kami kirim ke %(email)s dalam 10 menit.") % {"email": values["email"]}
        return Done(reverse("accounts:security"), text, tone="info")

    context = {
        "title": _("Ganti e-mail"),
        "lead": _("E-mailmu sekarang: %(email)s") % {"email": request.user.email},
        "button": _("Kirim tautan ke e-mail baru"),
    }
    done = submit(request, form, ask)
    return done or form_answer(request, form, FORM_PAGE, context=context)


@sensitive_post_parameters("old_password", "code")
@never_cache
@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: SellerRequest) -> HttpResponse:
    """The password and the new number, then the code that was sent there."""
    number: str = request.session.get(NEW_PHONE, "")
    if number and ("code" in request.POST or request.method != "POST"):
        form: KomshipForm = PhoneCodeForm(request.POST or None)
        lead = _("Kode dikirim ke %(phone)s.") % {"phone": local_phone(number)}
    else:
        form = NewPhoneForm(request.POST or None)
        lead = _("Nomormu sekarang: %(phone)s") % {"phone": local_phone(request.user.phone) or "-"}

    def ask(values: dict[str, Any]) -> Done:
        prove_password(request.user, values["old_password"], ip=client_address(request))
        send_contact_code(
            request.user, purpose=CodePurpose.PHONE, channel=CodeChannel.WHATSAPP, address=values["phone"]
        )
        request.session[NEW_PHONE] = values["phone"]
        return Done(request.path, _("Kode dikirim. Berlaku 5 menit."), tone="info")

    def change(values: dict[str, Any]) -> Done:
        use_code(request.user, purpose=CodePurpose.PHONE, code=values["code"])
        change_phone_by_password(request.user, number, actor=web_actor(request))
        request.session.pop(NEW_PHONE, None)
        return Done(reverse("accounts:security"), _("Nomor HP diganti."))

    is_code = isinstance(form, PhoneCodeForm)
    context = {
        "title": _("Ganti nomor HP"),
        "lead": lead,
        "button": _("Simpan nomor baru") if is_code else _("Kirim kode lewat WhatsApp"),
    }
    done = submit(request, form, change if is_code else ask)
    if done is None and is_code and form.errors:
        # Back to the number: the code may be over.
        context |= {"other_url": reverse("accounts:phone_again"), "other_label": _("Nomor lain")}
    return done or form_answer(request, form, FORM_PAGE, context=context)


@partner_required
@require_http_methods(["GET", "HEAD"])
def phone_again(request: SellerRequest) -> HttpResponse:
    """The first step anew, whatever number a code was sent to."""
    context = {
        "title": _("Ganti nomor HP"),
        "lead": _("Kode sebelumnya tetap berlaku sampai kode baru dikirim."),
        "button": _("Kirim kode lewat WhatsApp"),
        "action": reverse("accounts:phone"),
    }
    return form_answer(request, NewPhoneForm(), FORM_PAGE, context=context)

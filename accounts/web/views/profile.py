from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.services.save_business import BusinessInput, save_business
from accounts.services.save_logo import MOST_BYTES, check_logo, save_logo
from accounts.services.save_person import PersonInput, save_person
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.settings_forms import BusinessForm, PersonForm
from komship.web.forms import Done, KomshipForm, form_answer, submit

BUSINESS = "usaha"


@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SellerRequest) -> HttpResponse:
    """The person's own data, and for owners the business that stands on labels: two forms, one page."""
    access, user = request.partner_access, request.user
    sent = request.POST.get("bagian", "") if request.method == "POST" else None
    person = PersonForm(request.POST if sent == "orang" else None, initial=_person_values(request))
    business = None
    if access.may(Right.SETTING_PROFILE):
        posted = (request.POST, request.FILES) if sent == BUSINESS else (None, None)
        business = BusinessForm(*posted, initial=_business_values(request))

    def keep_person(values: dict[str, Any]) -> Done:
        save_person(PersonInput(**values), user_id=user.pk, actor=web_actor(request))
        return Done(reverse("accounts:profile"), _("Data dirimu tersimpan."))

    def keep_business(values: dict[str, Any]) -> Done:
        logo = values.pop("business_logo")
        content = logo.read(MOST_BYTES + 1) if logo else None
        if content is not None:
            check_logo(content)
        save_business(BusinessInput(**values), partner_id=access.partner_id, actor=web_actor(request))
        if content is not None:
            save_logo(access.partner_id, content, actor=web_actor(request))
        return Done(reverse("accounts:profile"), _("Profil usaha tersimpan."))

    form: KomshipForm = person
    done = submit(request, person, keep_person) if sent == "orang" else None
    if sent == BUSINESS and business is not None:
        form, done = business, submit(request, business, keep_business)
    if done is not None:
        return done
    context = {"person": person, "business": business, "partner": access.partner}
    return form_answer(request, form, "accounts/profile.html", context=context)


def _person_values(request: SellerRequest) -> dict[str, Any]:
    names = ("full_name", "gender", "marital_status", "birth_on", "address_line")
    return {name: getattr(request.user, name) for name in names}


def _business_values(request: SellerRequest) -> dict[str, Any]:
    partner = request.partner_access.partner
    return {
        "name": partner.business_name,
        "phone": partner.business_phone,
        "city": partner.business_address,
        "sector": partner.business_category_ref,
        "kind": partner.business_type_ref,
    }

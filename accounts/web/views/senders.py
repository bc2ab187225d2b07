"""Names and numbers that may stand on labels instead of the shop's own."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.selectors.people import sender_identities
from accounts.services.delete_sender_identity import delete_sender_identity
from accounts.services.save_sender_identity import MOST_IDENTITIES, SenderInput, save_sender_identity
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.settings_forms import SenderForm
from komship.lib.errors import DomainError, NotFound
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to


@partner_required(right=Right.SETTING_PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def senders(request: SellerRequest) -> HttpResponse:
    """The list, with a form that adds to it."""
    access = request.partner_access
    form = SenderForm(request.POST or None)

    def add(values: dict[str, Any]) -> Done:
        save_sender_identity(_input(values), partner_id=access.partner_id, actor=web_actor(request))
        return Done(reverse("accounts:senders"), _("%(name)s ditambahkan.") % values)

    done = submit(request, form, add)
    if done is not None:
        return done
    context = {
        "senders": sender_identities(access.partner_id),
        "most": MOST_IDENTITIES,
        "is_on": access.partner.settings.sender_identities,
    }
    return form_answer(request, form, "accounts/senders.html", context=context)


@partner_required(right=Right.SETTING_PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: SellerRequest, identity_id: int) -> HttpResponse:
    """Change one; of the shop's own only the default mark may be moved."""
    partner_id = request.partner_access.partner_id
    row = next((row for row in sender_identities(partner_id) if row.pk == identity_id), None)
    if row is None:
        raise Http404
    initial = {"name": row.name, "phone": row.phone, "is_default": row.is_default}
    form = SenderForm(request.POST or None, initial=initial)

    def change(values: dict[str, Any]) -> Done:
        save_sender_identity(
            _input(values), partner_id=partner_id, identity_id=identity_id, actor=web_actor(request)
        )
        return Done(reverse("accounts:senders"), _("%(name)s tersimpan.") % values)

    done = submit(request, form, change)
    return done or form_answer(request, form, "accounts/sender.html", context={"sender": row})


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def remove_sender(request: SellerRequest, identity_id: int) -> HttpResponse:
    back = reverse("accounts:senders")
    try:
        delete_sender_identity(
            identity_id, partner_id=request.partner_access.partner_id, actor=web_actor(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, back, text=refused.message, tone="danger")
    return go_to(request, back, text=_("Identitas dihapus."))


def _input(values: dict[str, Any]) -> SenderInput:
    return SenderInput(name=values["name"], phone=values["phone"], is_default=values["is_default"])

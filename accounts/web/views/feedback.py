from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.services.give_feedback import give_feedback
from accounts.web.access import SellerRequest, partner_required
from accounts.web.settings_forms import FeedbackForm
from komship.web.forms import Done, form_answer, submit


@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: SellerRequest) -> HttpResponse:
    form = FeedbackForm(request.POST or None)

    def send(values: dict[str, Any]) -> Done:
        access = request.partner_access
        give_feedback(access.partner_id, access.user_id, stars=values["stars"], comment=values["comment"])
        return Done(reverse("accounts:settings"), _("Terima kasih, masukanmu kami baca."))

    return submit(request, form, send) or form_answer(request, form, "accounts/feedback.html")

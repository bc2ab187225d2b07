"""Where the link of an invitation leads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import Invitation, User
from accounts.selectors.invitations import DeadInvitation, invitation_of
from accounts.selectors.people import has_account
from accounts.services.accept_invitation import accept_invitation, join_with_new_account
from accounts.web.access import PARTNER_KEY, sign_in_url
from accounts.web.browser_sessions import enter
from accounts.web.settings_forms import JoinForm
from komship.lib.errors import DomainError
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to

PAGE = "accounts/invitation.html"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Join a team: with the account one has, or with a new one and a password of one's own."""
    try:
        found = invitation_of(token)
    except DeadInvitation as dead:
        return render(request, PAGE, {"refusal": dead.message}, status=410)
    user = request.user
    if isinstance(user, User):
        return _join(request, user, token, found)
    if has_account(found.email):
        return go_to(
            request, sign_in_url(request), text=_("Masuk dulu untuk menerima undangan."), tone="info"
        )
    return _open_account(request, token, found)


def _join(request: HttpRequest, user: User, token: str, found: Invitation) -> HttpResponse:
    if request.method != "POST":
        return render(request, PAGE, {"invitation": found, "is_signed_in": True})
    try:
        accept_invitation(token, user=user)
    except DomainError as refused:
        return render(request, PAGE, {"invitation": found, "refusal": refused.message}, status=422)
    request.session[PARTNER_KEY] = found.partner_id
    return go_to(request, "/", text=_welcome(found))


def _open_account(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"full_name": found.full_name})

    def join(values: dict[str, Any]) -> Done:
        membership = join_with_new_account(token, **values)
        user = membership.user
        enter(request, user)
        request.session[PARTNER_KEY] = found.partner_id
        return Done("/", _welcome(found))

    done = submit(request, form, join)
    return done or form_answer(request, form, PAGE, context={"invitation": found})


def _welcome(found: Invitation) -> str:
    return _("Selamat datang di tim %(shop)s.") % {"shop": found.partner.name}

"""The team: who works for the shop and what each may do. No password is ever typed for somebody else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import PersonNotFound
from accounts.models import Membership
from accounts.presets import preset_of
from accounts.selectors.invitations import DeadInvitation, invitation_token
from accounts.selectors.people import member_of, members, open_invitations
from accounts.services.add_member import MOST_MEMBERS
from accounts.services.change_member import change_member
from accounts.services.end_membership import end_membership
from accounts.services.invite_member import Invited, invite_member
from accounts.services.withdraw_invitation import withdraw_invitation
from accounts.states import MemberRole, Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.settings_forms import CUSTOM, MENU_LABELS, InviteForm, RightsForm
from komship.lib import clock
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to


@partner_required(right=Right.SETTING_MEMBERS)
@require_safe
def team(request: SellerRequest) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    waiting = [
        {
            "row": row,
            "url": request.build_absolute_uri(reverse("accounts:invitation", args=[invitation_token(row)])),
            "is_over": row.expires_at <= clock.now(),
        }
        for row in open_invitations(partner_id)
    ]
    people = [{"row": row, "role": role_text(row)} for row in members(partner_id)]
    context = {"people": people, "waiting": waiting, "most": MOST_MEMBERS, "owner": request.partner_access}
    return render(request, "accounts/team.html", context)


@partner_required(right=Right.SETTING_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SellerRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)

    def send(values: dict[str, Any]) -> Done:
        person = Invited(values["email"], values["full_name"], form.chosen())
        access = request.partner_access
        invite_member(
            person, partner_id=access.partner_id, invited_by=access.user_id, actor=web_actor(request)
        )
        text = _("Undangan untuk %(full_name)s dikirim ke %(email)s.")
        return Done(reverse("accounts:team"), text % values)

    return submit(request, form, send) or form_answer(request, form, "accounts/invite.html")


@partner_required(right=Right.SETTING_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: SellerRequest, user_id: int) -> HttpResponse:
    """What one person may do."""
    partner_id = request.partner_access.partner_id
    row = member_of(partner_id, user_id)
    if row is None or row.role == MemberRole.OWNER:
        raise Http404
    preset = preset_of(frozenset(row.rights))
    initial = {"preset": preset.key if preset else CUSTOM, "rights": row.rights}
    form = RightsForm(request.POST or None, initial=initial)

    def change(values: dict[str, Any]) -> Done:
        change_member(user_id, partner_id=partner_id, rights=form.chosen(), actor=web_actor(request))
        return Done(
            reverse("accounts:team"), _("Hak %(name)s tersimpan.") % {"name": row.user.get_full_name()}
        )

    context = {"member": row.user}
    done = submit(request, form, change)
    return done or form_answer(request, form, "accounts/member.html", context=context)


@partner_required(right=Right.SETTING_MEMBERS)
@require_POST
def remove(request: SellerRequest, user_id: int) -> HttpResponse:
    try:
        end_membership(user_id, partner_id=request.partner_access.partner_id, actor=web_actor(request))
    except PersonNotFound as missing:
        raise Http404 from missing
    return go_to(request, reverse("accounts:team"), text=_("Orang ini tidak lagi ada di tim."))


@partner_required(right=Right.SETTING_MEMBERS)
@require_POST
def uninvite(request: SellerRequest, invitation_id: int) -> HttpResponse:
    try:
        withdraw_invitation(
            invitation_id, partner_id=request.partner_access.partner_id, actor=web_actor(request)
        )
    except DeadInvitation as missing:
        raise Http404 from missing
    return go_to(request, reverse("accounts:team"), text=_("Undangan dibatalkan."))


def role_text(row: Membership) -> str:
    """The preset's name, else the menus she may open."""
    preset = preset_of(frozenset(row.rights))
    if preset is not None:
        return str(preset.title)
    menus = sorted({Right(right).menu for right in row.rights})
    return ", ".join(str(MENU_LABELS[menu]) for menu in menus) or str(_("Belum ada hak"))

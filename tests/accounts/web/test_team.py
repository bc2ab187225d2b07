import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import Invitation, Membership, Partner, User
from accounts.presets import BY_KEY
from accounts.selectors.invitations import invitation_token
from accounts.services import create_user
from accounts.states import Right, Role
from komship.core.drain import drain
from komship.lib import clock
from tests.factories.accounts import new_user

TEAM, INVITE = "/pengaturan/tim/", "/pengaturan/tim/undang/"
DEWI = {"full_name": "Dewi Anggraini", "email": "dewi@example.com", "preset": "packing"}


def invite(client: Client, **changes: str) -> Invitation:
    assert client.post(INVITE, DEWI | changes).status_code == 302
    return Invitation.objects.open().get(email=DEWI["email"])


def link_of(invitation: Invitation) -> str:
    return f"/undangan/{invitation_token(invitation)}/"


def test_the_team_with_its_parts(siti_web: Client, budi: User) -> None:
    assert "Belum ada" not in siti_web.get(TEAM).content.decode()
    text = siti_web.get(TEAM).content.decode()
    assert "budi@example.com" in text


def test_an_invited_person_chooses_her_own_password(
    siti_web: Client, siti_partner: Partner, client: Client
) -> None:
    invitation = invite(siti_web)
    drain()
    (letter,) = mail.outbox
    assert letter.to == ["dewi@example.com"]
    path = re.search(r"(/undangan/\S+/)", str(letter.body))
    assert path is not None
    assert "Bergabung dengan Toko Siti" in client.get(path[1]).content.decode()
    weak = client.post(path[1], {"full_name": "Dewi", "password": "12345678"})
    assert weak.status_code == 422
    assert client.post(path[1], {"full_name": "Dewi", "password": "rahasia-dewi-7"}).status_code == 302
    row = Membership.objects.get(user__email="dewi@example.com")
    assert row.partner_id == siti_partner.pk
    assert set(row.rights) == BY_KEY["packing"].rights
    assert row.user.check_password("rahasia-dewi-7")
    assert client.get("/").status_code == 200
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None
    assert Client().get(path[1]).status_code == 410


def test_somebody_with_an_account_signs_in_and_joins(
    siti_web: Client, siti_partner: Partner, client: Client
) -> None:
    dewi = create_user(new_user("dewi"), role=Role.MEMBER)
    link = link_of(invite(siti_web))
    assert client.get(link).headers["Location"].startswith("/masuk/")
    client.force_login(dewi)
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    assert Membership.objects.filter(partner=siti_partner, user=dewi).exists()


def test_the_link_is_for_the_invited_address(siti_web: Client, rina_web: Client, rina: User) -> None:
    link = link_of(invite(siti_web))
    assert rina_web.post(link).status_code == 422
    assert not Membership.objects.filter(user=rina, partner__owner__username="siti").exists()


@pytest.mark.parametrize("why", ["taken back", "too old", "renewed", "forged"])
def test_dead_links_open_nothing(siti_web: Client, client: Client, why: str) -> None:
    invitation = invite(siti_web)
    link, later = link_of(invitation), timedelta(0)
    if why == "taken back":
        siti_web.post(f"{TEAM}undangan/{invitation.pk}/batal/")
    elif why == "too old":
        later = timedelta(days=8)
    elif why == "renewed":
        with time_machine.travel(clock.now() + timedelta(minutes=1)):
            invite(siti_web)
    else:
        link = f"{link[:-2]}x/"
    with time_machine.travel(clock.now() + later):
        assert client.get(link).status_code == 410
        assert client.post(link, {"full_name": "Dewi", "password": "rahasia-dewi-7"}).status_code == 410
    assert not User.objects.filter(email=DEWI["email"]).exists()


@pytest.mark.parametrize("change", [{"email": "dewi"}, {"full_name": ""}, {"email": "budi@example.com"}])
def test_odd_invitations_are_refused(siti_web: Client, budi: User, change: dict[str, str]) -> None:
    assert siti_web.post(INVITE, DEWI | change).status_code == 422
    assert not Invitation.objects.exists()


def test_rights_by_hand(siti_web: Client, budi: User) -> None:
    wanted = [Right.ORDER_VIEW.value, Right.SETTING_MEMBERS.value, Right.FINANCE_BALANCE.value]
    values = {"preset": "custom", "rights": [str(number) for number in wanted]}
    page = siti_web.post(f"{TEAM}{budi.pk}/", values)
    assert page.status_code == 422, "the owner's own rights are no choice"
    values["rights"] = [str(Right.ORDER_VIEW.value), str(Right.FINANCE_BALANCE.value)]
    assert siti_web.post(f"{TEAM}{budi.pk}/", values).status_code == 302
    assert Membership.objects.get(user=budi).rights == [Right.ORDER_VIEW, Right.FINANCE_BALANCE]


def test_a_person_leaves(siti_web: Client, budi_web: Client, budi: User) -> None:
    assert siti_web.post(f"{TEAM}{budi.pk}/hapus/").status_code == 302
    assert budi_web.get("/").headers["Location"] == "/toko/belum-ada/"
    assert siti_web.get(f"{TEAM}{budi.pk}/").status_code == 404


def test_only_the_owner_runs_the_team(budi_web: Client, rina_web: Client, siti: User, budi: User) -> None:
    assert budi_web.get(TEAM).status_code == 403
    assert budi_web.post(INVITE, DEWI).status_code == 403
    assert rina_web.get(f"{TEAM}{budi.pk}/").status_code == 404
    assert rina_web.post(f"{TEAM}{budi.pk}/hapus/").status_code == 404
    assert Membership.objects.get(user=budi).ended_at is None

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.models import Membership, Partner, User
from accounts.services import add_member
from accounts.states import MemberRole, Right
from accounts.web.access import PARTNER_KEY, SellerRequest, partner_required, web_actor
from komship.lib import clock

SWITCH = "/toko/ganti/"
Asked = Callable[..., HttpRequest]


@partner_required
def page(request: SellerRequest, number: int) -> HttpResponse:
    return HttpResponse(f"{number} {request.partner_access.partner.name}")


@partner_required(right=Right.FINANCE_BALANCE)
def money_page(request: SellerRequest) -> HttpResponse:
    return HttpResponse("uang")


def ask(user: Any, path: str = "/x/?a=1", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.user = user
    request.session = SessionStore()
    return request


def test_says_for_which_partner(siti: User) -> None:
    assert page(ask(siti), 7).content == b"7 Toko Siti"


def test_one_query(siti: User, django_assert_num_queries: Any) -> None:
    request = ask(siti)
    with django_assert_num_queries(1):
        page(request, 7)


def test_others_sign_in_first_and_come_back(db: None) -> None:
    answer = page(ask(AnonymousUser()), 7)
    target = urlsplit(answer.headers["Location"])
    assert (answer.status_code, target.path, parse_qs(target.query)) == (
        302,
        "/masuk/",
        {"next": ["/x/?a=1"]},
    )


def test_partials_send_the_whole_page_to_sign_in(db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "/pesanan/"}
    answer = page(ask(AnonymousUser(), **headers), 7)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/masuk/?next=%2Fpesanan%2F")


def test_a_missing_right_is_refused(siti: User, budi: User) -> None:
    assert money_page(ask(siti)).content == b"uang"
    with pytest.raises(PermissionDenied):
        money_page(ask(budi))


def test_people_without_a_partner_are_told(wati: User) -> None:
    assert page(ask(wati), 7).headers["Location"] == "/toko/belum-ada/"


def test_actor_of_a_page(siti: User) -> None:
    actor = web_actor(ask(siti))
    assert (actor.user_id, actor.label, actor.channel) == (siti.pk, "siti", "web")


@pytest.fixture
def budi_serves_both(budi: User, rina_partner: Partner) -> User:
    add_member(budi, partner_id=rina_partner.pk, role=MemberRole.HIRED_CS, rights=[])
    return budi


def test_switching_between_partners(budi_serves_both: User, budi_web: Client, rina_partner: Partner) -> None:
    shown = budi_web.get(SWITCH).content.decode()
    assert "Toko Siti" in shown
    assert "Toko Rina" in shown
    assert budi_web.post(SWITCH, {"partner_id": rina_partner.pk}).headers["Location"] == "/"
    assert budi_web.session[PARTNER_KEY] == rina_partner.pk
    assert budi_web.get(SWITCH).context["current_id"] == rina_partner.pk


def test_choice_ends_with_the_membership(
    budi_serves_both: User, budi_web: Client, siti_partner: Partner, rina_partner: Partner
) -> None:
    budi_web.post(SWITCH, {"partner_id": rina_partner.pk})
    Membership.objects.filter(user=budi_serves_both, partner=rina_partner).update(ended_at=clock.now())
    assert budi_web.get(SWITCH).context["current_id"] == siti_partner.pk
    Membership.objects.filter(user=budi_serves_both).update(ended_at=clock.now())
    assert budi_web.get(SWITCH).headers["Location"] == "/toko/belum-ada/"


@pytest.mark.parametrize("number", ["{rina}", "0", "-1", "x", "", "9" * 30, "٣"])
def test_foreign_partners_cannot_be_chosen(
    siti_web: Client, siti_partner: Partner, rina_partner: Partner, number: str
) -> None:
    siti_web.post(SWITCH, {"partner_id": number.format(rina=rina_partner.pk)})
    assert siti_web.get(SWITCH).context["current_id"] == siti_partner.pk


def test_page_for_people_without_a_shop(wati: User, wati_web: Client, client: Client) -> None:
    shown = wati_web.get("/toko/belum-ada/")
    assert shown.status_code == 403
    assert "panel operasi" in shown.content.decode()
    assert client.get("/toko/belum-ada/").headers["Location"].startswith("/masuk/")

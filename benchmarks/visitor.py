"""Somebody who is signed in, with the app and with a browser, and what she asks for."""

import json
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner
from accounts.services import sign_in
from accounts.services._issue_token import Device
from benchmarks.load import Request, Result, measure
from benchmarks.server import Server
from komship.demo.cast import PASSWORD
from orders.models import Order

Headers = dict[str, str]
# Of the rounds the one in the middle counts: now and then a machine does something else.
WARM_UP, ROUNDS, TIMES = 30, 3, 100


@dataclass(frozen=True, slots=True)
class Visitor:
    """A seller with the headers of her app and the cookies of her browser."""

    partner: Partner
    api: Headers
    pages: Headers

    def orders(self) -> int:
        return Order.objects.for_partner(self.partner.pk).count()

    def headers_for(self, path: str) -> Headers:
        return self.api if path.startswith("/api/") else self.pages


def visitor(username: str) -> Visitor:
    partner = Partner.objects.select_related("owner").get(owner__username=username)
    token = sign_in(username, PASSWORD, device=Device(ip="127.0.0.1")).token
    session = SessionStore()
    session[SESSION_KEY] = str(partner.owner_id)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = partner.owner.get_session_auth_hash()
    session.save()
    return Visitor(
        partner,
        api={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        pages={"Cookie": f"sessionid={session.session_key}"},
    )


def ask(server: Server, path: str, who: Visitor, *, rounds: int = ROUNDS) -> Result:
    """The same GET again and again over one connection, after a warm-up that is not counted."""
    headers = who.headers_for(path)
    request: Request = ("GET", path, None)
    measure(server, [request] * WARM_UP, concurrency=1, headers=headers)
    results = [measure(server, [request] * TIMES, concurrency=1, headers=headers) for _ in range(rounds)]
    return sorted(results, key=lambda one: one.p95_ms)[rounds // 2]


def queries_of(request: Request, who: Visitor) -> int:
    """Queries of one request, BEGIN and COMMIT included, counted in this process. A GET is asked
    twice, so that what is kept in memory is there."""
    method, path, body = request
    client = Client(headers=who.headers_for(path))
    if method == "GET":
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.generic(method, path, body or b"", content_type="application/json")
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code} {json.dumps(answer.content.decode()[:300])}")
    return len(captured)

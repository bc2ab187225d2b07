"""A seller's server on loopback that hears webhooks, and webhooks that lead there."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import Partner
from komship.core.audit import Actor
from komship.lib.http import atomic_depth
from notifications.rules.webhooks import Topic
from notifications.services import MadeWebhook, add_webhook

ACTOR = Actor(user_id=None, label="siti", channel="test")
ALL_TOPICS = [topic.value for topic in Topic]


@dataclass(frozen=True)
class Heard:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with `status`, or hangs up when it is 0; `heard` has every request."""

    url: str
    status: int = 200
    answer: bytes = b"ok"
    heard: list[Heard] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver.heard.append(Heard(self.path, dict(self.headers), body))
        if not receiver.status:
            self.connection.close()
            return
        self.send_response(receiver.status)
        self.send_header("Content-Length", str(len(receiver.answer)))
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(receiver.answer)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def receiver(db: None, settings: Settings) -> Iterator[Receiver]:
    # Tests that run inside a transaction of their own may still call out.
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = atomic_depth()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    found = Receiver(f"http://127.0.0.1:{server.server_port}/hook")
    server.receiver = found  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def make_webhook(partner: Partner, receiver: Receiver, *topics: str) -> MadeWebhook:
    """A webhook that hears these topics; all of them when none are named."""
    return add_webhook(
        partner.pk,
        url=receiver.url,
        topics=topics or ALL_TOPICS,
        made_by_id=partner.owner_id,
        actor=ACTOR,
    )

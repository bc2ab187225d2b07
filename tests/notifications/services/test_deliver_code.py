import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from accounts.models import OneTimeCode, User
from accounts.services import send_code
from accounts.states import CodePurpose
from komship.core.drain import drain
from komship.core.models import EventDelivery
from komship.lib import clock
from komship.lib.http import atomic_depth
from notifications.models import SandboxMessage
from notifications.services import deliver_code
from notifications.services.send_letter import ChannelNotConnected
from tests.factories.codes import secret_of, type_code

PHONE = "6281234567890"
LIVE = {"email": True, "whatsapp": True, "sms": True}


class Gateway(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, dict[str, object]]]
    status: int

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def gateway(settings: Settings) -> Iterator[type[Gateway]]:
    """A WhatsApp server on a loopback port, to which the settings point."""

    class Handler(Gateway):
        seen = []
        status = 200

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.WHATSAPP_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.WHATSAPP_TOKEN, settings.WHATSAPP_SENDER = "gate-word", "555"
    settings.LIVE_CHANNELS = LIVE
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = atomic_depth()
    yield Handler
    server.shutdown()
    server.server_close()


def test_code_by_sms_lands_in_the_sandbox_inbox(siti: User) -> None:
    send_code(siti, purpose="bank_account", channel="sms", address=PHONE)
    secret = secret_of(siti, "bank_account")
    drain()
    message = SandboxMessage.objects.get()
    assert (message.channel, message.address) == ("sms", PHONE)
    assert secret in message.text
    assert "menyimpan rekening bank" in message.text
    assert mail.outbox == []
    assert EventDelivery.objects.get().state == "done"


def test_mail_goes_out_and_is_readable_in_the_sandbox(siti: User) -> None:
    send_code(siti, purpose="pin_reset", channel="email", address=siti.email)
    secret = secret_of(siti, "pin_reset")
    drain()
    assert mail.outbox[0].to == [siti.email]
    assert secret in mail.outbox[0].body
    assert secret in SandboxMessage.objects.get().text


@pytest.mark.parametrize("purpose", [CodePurpose.VERIFY_EMAIL, CodePurpose.RESET_PASSWORD])
def test_link_is_absolute_and_holds_the_token(siti: User, settings: Settings, purpose: CodePurpose) -> None:
    settings.PUBLIC_URL = "https://app.example"
    send_code(siti, purpose=purpose, channel="email", address=siti.email)
    token = secret_of(siti, purpose)
    drain()
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("https://app.example/"))
    assert token in link


def test_connected_channels_leave_no_copy(siti: User, gateway: type[Gateway]) -> None:
    send_code(siti, purpose="phone", channel="whatsapp", address=PHONE)
    row, secret = OneTimeCode.objects.get(), secret_of(siti, "phone")
    assert deliver_code(row.pk, serial=1)
    (path, token, body), *others = gateway.seen
    assert (path, token, others) == ("/v21.0/555/messages", "Bearer gate-word", [])
    assert body["to"] == PHONE
    assert json.dumps(body).count(secret) == 2
    assert not SandboxMessage.objects.exists()


def test_refused_message_is_tried_again_without_telling_the_code(siti: User, gateway: type[Gateway]) -> None:
    gateway.status = 500
    send_code(siti, purpose="phone", channel="sms", address=PHONE)
    secret = secret_of(siti, "phone")
    drain()
    delivery = EventDelivery.objects.get()
    assert (delivery.state, delivery.failures) == ("pending", 1)
    assert secret not in delivery.last_error
    gateway.status = 200
    with time_machine.travel(clock.now() + timedelta(seconds=10)):
        drain()
    delivery.refresh_from_db()
    assert (delivery.state, len(gateway.seen)) == ("done", 2)


def test_code_that_is_over_is_not_sent(siti: User) -> None:
    send_code(siti, purpose="phone", channel="sms", address=PHONE)
    type_code(siti, "phone")
    assert not deliver_code(OneTimeCode.objects.get().pk, serial=1)
    assert not deliver_code(999_999, serial=1)
    drain()
    assert not SandboxMessage.objects.exists()


def test_without_a_sandbox_nothing_is_dropped_silently(siti: User, settings: Settings) -> None:
    send_code(siti, purpose="pin_reset", channel="email", address=siti.email)
    settings.SANDBOX_INBOX = False
    with pytest.raises(ChannelNotConnected):
        deliver_code(OneTimeCode.objects.get().pk, serial=1)
    assert mail.outbox == []

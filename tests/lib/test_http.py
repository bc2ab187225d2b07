"""The HTTP client against a real server on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction

from komship.lib import http
from komship.lib.db import NetworkInTransaction
from komship.lib.http import HttpClient, TransportFailure


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if self.path == "/hang":
            self.server.stop.wait(5)  # type: ignore[attr-defined]
        if self.path == "/drop":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if self.path == "/drip":
            self._drip()
            return
        if self.path == "/drip-head":
            self._drip_head()
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/echo")
            body = b""
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        with suppress(OSError):
            for _ in range(20):
                self.wfile.write(b".")
                self.wfile.flush()
                if self.server.stop.wait(0.1):  # type: ignore[attr-defined]
                    return

    def _drip_head(self) -> None:
        """Each piece comes soon enough, and the whole never."""
        with suppress(OSError):
            for sign in "HTTP/1.1 200 " + "x" * 100:
                self.wfile.write(sign.encode())
                self.wfile.flush()
                if self.server.stop.wait(0.05):  # type: ignore[attr-defined]
                    return

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.stop = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.stop.set()  # type: ignore[attr-defined]
    running.shutdown()
    running.server_close()


def client(url: str, *, read_timeout_s: float = 0.3) -> HttpClient:
    return HttpClient(name="test", base_url=url, read_timeout_s=read_timeout_s, connect_timeout_s=0.5)


def test_forms_are_percent_encoded(server: str) -> None:
    reply = client(server).post_form("/echo", {"phone": "+62 8", "name": "a&b<é"})
    assert reply.status == 200
    assert reply.body == "phone=%2B62+8&name=a%26b%3C%C3%A9"
    assert reply.elapsed_ms >= 0


def test_a_server_that_hangs_may_have_got_the_request(server: str) -> None:
    with pytest.raises(TransportFailure) as caught:
        client(server).post_form("/hang", {})
    assert (caught.value.kind, caught.value.may_have_arrived) == ("timeout", True)


def test_a_dropped_connection_may_have_got_the_request(server: str) -> None:
    with pytest.raises(TransportFailure) as caught:
        client(server).post_form("/drop", {})
    assert (caught.value.kind, caught.value.may_have_arrived) == ("broken", True)


def test_a_dripping_answer_is_given_up(server: str) -> None:
    with pytest.raises(TransportFailure) as caught:
        client(server).post_form("/drip", {})
    assert caught.value.may_have_arrived


def test_nothing_was_sent_when_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(TransportFailure) as caught:
        client(f"http://127.0.0.1:{port}").post_form("/", {})
    assert (caught.value.kind, caught.value.may_have_arrived) == ("connect", False)


def test_redirects_are_answers_not_orders(server: str) -> None:
    assert client(server).post_form("/moved", {}).status == 302


def test_too_much_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BODY_BYTES", 10)
    with pytest.raises(TransportFailure, match="too large"):
        client(server).post_form("/echo", {"a": "b" * 100})


@pytest.mark.django_db(transaction=True)
def test_no_call_leaves_inside_a_transaction(server: str) -> None:
    with transaction.atomic(), pytest.raises(NetworkInTransaction):
        client(server).post_form("/echo", {})
    assert client(server).post_form("/echo", {}).status == 200


def pinned(url: str, path: str, *, host: str = "toko.example", scheme: str = "http") -> http.HttpReply:
    """A call to the server at `url`, made under another name; gives up after half a second."""
    address, _, port = url.removeprefix("http://").partition(":")
    call = http.PinnedCall(
        scheme=scheme,
        host=host,
        address=address,
        port=int(port),
        path=path,
        headers={"Host": host},
        body=b"hai",
    )
    limits = http.CallLimits(connect_s=0.5, read_s=0.3, whole_s=0.5, most_bytes=10)
    return http.call_pinned(call, limits=limits)


def test_the_address_is_called_whatever_the_name(server: str) -> None:
    reply = pinned(server, "/echo")
    assert (reply.status, reply.body) == (200, "hai")
    assert pinned(server, "/moved").status == 302


@pytest.mark.parametrize("path", ["/hang", "/drop", "/drip-head"])
def test_a_stranger_gets_no_more_than_its_time(server: str, path: str) -> None:
    with pytest.raises(TransportFailure) as caught:
        pinned(server, path)
    assert caught.value.may_have_arrived


def test_of_a_dripping_answer_the_beginning_is_kept(server: str) -> None:
    assert set(pinned(server, "/drip").body) == {"."}


def test_a_server_without_a_certificate_is_not_spoken_to(server: str) -> None:
    with pytest.raises(TransportFailure) as caught:
        pinned(server, "/echo", scheme="https")
    assert (caught.value.kind, caught.value.may_have_arrived) == ("connect", False)


def test_names_are_resolved_or_not_known() -> None:
    assert http.addresses_of("127.0.0.1", 443) == ["127.0.0.1"]
    for name in ("nobody.invalid", "a" * 64 + ".example", "\x7f"):
        with pytest.raises(TransportFailure):
            http.addresses_of(name, 443)


@pytest.mark.django_db(transaction=True)
def test_pinned_calls_stay_out_of_transactions_too(server: str) -> None:
    with transaction.atomic():
        with pytest.raises(NetworkInTransaction):
            pinned(server, "/echo")
        with pytest.raises(NetworkInTransaction):
            http.addresses_of("127.0.0.1", 443)
